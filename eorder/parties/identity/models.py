"""Natural persons and the accounts they sign in with."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models.functions import Lower, Now

from eorder.foundation.ids import new_id
from eorder.records.sorting import SortKeyField

if TYPE_CHECKING:
    from eorder.parties.identity.session_store import SessionStore


class Person(models.Model):
    """A natural person; separation of duties counts persons, not accounts (S2).

    The NIK is kept only as a keyed digest, so that two accounts of one person are seen as one.
    """

    PUBLIC_FIELDS = ("name",)
    changed_by_acts = ("nik_digest",)  # bound once, when the business of a new person is checked

    id = models.UUIDField(primary_key=True, default=new_id)
    name = models.CharField(max_length=120)
    sort_key = SortKeyField()
    nik_digest = models.CharField(max_length=64, null=True)  # noqa: DJ001 - unknown is not equal
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint("nik_digest", name="person_once")]


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by e-mail or NRK."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """Find an account by e-mail (any case) or NRK."""
        return self.get(
            models.Q(email=(username or "").strip().lower()) | models.Q(nrk=(username or "").strip())
        )


class AccountKind(models.TextChoices):
    """What an account is for; a technical administrator has no business role and the reverse (S6)."""

    OFFICIAL = "official", "Pegawai"
    JAKPRENEUR = "jakpreneur", "Jakpreneur"
    UMKM = "umkm", "UMKM non-Jakpreneur"
    ADMIN = "admin", "Administrator teknis"
    SYSTEM = "system", "Sistem"


class Account(AbstractBaseUser):
    """A way to sign in: by e-mail or, for officials, by NRK, with a password."""

    changed_by_acts = ("password", "last_login", "is_active")

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="accounts")
    kind = models.CharField(max_length=12, choices=AccountKind.choices)
    email = models.EmailField()
    nrk = models.CharField(max_length=6, null=True)  # noqa: DJ001 - unknown is not equal
    is_active = models.BooleanField(default=True)

    objects: ClassVar[AccountManager] = AccountManager()
    USERNAME_FIELD = "email"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["email"], name="account_email_once"),
            models.UniqueConstraint(fields=["nrk"], name="account_nrk_once"),
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="account_email_lower_case"),
        ]


class Session(AbstractBaseSession):
    """One sign-in of one browser; it ends with its time, by signing out, or with the account's password."""

    changed_by_acts = ("session_data", "expire_date", "account")
    deleted_by_acts = True

    account = models.ForeignKey(
        Account, null=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )

    @classmethod
    def get_session_store_class(cls) -> type[SessionStore]:
        """Name the store that keeps its sessions here."""
        from eorder.parties.identity.session_store import SessionStore

        return SessionStore
