"""Valid calls of the acts on tokens, for `tests.factories.commands`."""

from eorder.foundation.ids import new_command
from eorder.parties.tokens.actions.issue_token import issue_token
from tests.factories.cast import at


class TokenCases:
    """A valid call of each act, and what makes it another one."""

    def token_issue(self):
        seller = self.city.sellers["other"]
        call = {
            "vendor_id": seller.id, "name": "Kasir", "scopes": ["products:read"], "days": 30, "by": seller.actor,
            "at": at(10),
        }  # fmt: skip
        return call, {"days": 90}

    def token_revoke(self):
        seller = self.city.sellers["other"]
        made, other = (
            issue_token(
                vendor_id=seller.id, name=name, scopes=["products:read"], days=30, by=seller.actor, at=at(9),
                command=new_command(),
            )
            for name in ("Kasir 1", "Kasir 2")
        )  # fmt: skip
        return {"token_id": made, "by": seller.actor, "at": at(10)}, {"token_id": other}
