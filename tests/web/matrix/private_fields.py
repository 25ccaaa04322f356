"""Every field that holds a text, a number or a moment, declared public, idle or private; a new one must be declared.

* Public: anyone may read it, somewhere.
* Idle: words and figures that say nothing by themselves, or that follow from public ones (fixed words, states of work,
  versions, sums of public amounts, moments of recording). They hold no canary, because their values are no secret.
* Private: with who may read it. Each holds a canary in every row, or the secret that it is anyway.
"""

from enum import StrEnum

from django.apps import apps
from django.db import models

PLAIN = (models.ForeignKey, models.UUIDField, models.BooleanField, models.AutoField)
"""Fields that hold no text, number or moment of their own."""


class Reads(StrEnum):
    """Who may read a private field, besides nobody else."""

    NOBODY = "nobody"
    ITSELF = "itself"
    """Whose account it is."""
    ORDER = "order"
    PACKAGE = "package"
    APPLICATION = "application"
    """The applicant, and the curators of the government that it was sent to."""
    CURATION = "curation"
    """The members of the business whose product it is, and the curators of its government."""
    UNIT = "unit"
    """The officials of the unit."""
    BUSINESS = "business"
    """The members of the business, and who finds an order of it that is to be paid."""
    ACCOUNT = "account"
    """Those, and the curators of the government where the business proposed another account."""
    CLAIM = "claim"
    """The claimant, and the curators of the government that the claim was made to."""


def _fields(words):
    return {label: frozenset(names.split()) for label, names in words.items()}


PUBLIC = _fields({
    "journal.Event": "name subject_kind seq role at recorded_at public private_digest prev_hash hash",
    "journal.Release": "ocid release_id date body digest",
    "journal.Outbox": "digest",
    "documents.Document": "kind media_type size",
    "regions.Region": "code name level",
    "identity.Person": "name sort_key",
    "workunits.Government": "code name time_zone",
    "workunits.Unit": "level code short_code name sort_key",
    "workunits.Address": "label sort_key street",
    "workunits.Appointment": "role decree_number since until",
    "vendors.Vendor": "name sort_key legal_form scale state",
    "sanctions.Sanction": "kind state ground article rule reason proposed_role proposed_at decided_role decided_at"
    " decree_number source province since until starts_at ends_at appeal_due_at",
    "sanctions.Appeal": "text made_at",
    "sanctions.AppealAnswer": "outcome reasons decided_role decided_at",
    "sanctions.Likeness": "listed_name decree_number province since until source noted_at",
    "catalogue.Category": "code name sort_key tax_nature account_codes unspsc",
    "catalogue.Product": "name sort_key description unit minimum lead_days per_day state attributes",
    "catalogue.PriceVersion": "seq amount published_at",
    "templates.TemplateVersion": "code version body digest published_at",
    "photos.Picture": "sha256",
    "photos.Rendition": "width height size sha256",
    "photos.Photo": "alt position",
    "finding.Listing": "scale price minimum lead_days ring_group words grade graded_to",
    "finding.Word": "word stem",
    "budgets.BudgetAccount": "code name",
    "budgets.BudgetLine": "fiscal_year sub_activity_code sub_activity_name ceiling",
    "packages.Package": "fiscal_year rup_id name ceiling method kind announced_at state",
    "packages.Meeting": "title starts_at ends_at place insiders outsiders attended attendance_note",
    "orders.Order": "fiscal_year number state subtotal ppn total accepted_value paid delivery_label window_start"
    " window_end reason placed_at accepted_at handed_over_at paid_at delivery_street",
    "orders.Line": "position name unit quantity unit_price line_total ppn accepted rejected rejection tax_nature"
    " day emergency",
    "orders.DutyConflict": "first second kind source",
    "orders.CoolingTime": "since until hours",
    "banking.WaitingTime": "since until hours",
    "deliveries.Shipment": "number shipped_at",
    "deliveries.Receipt": "received_at",
    "deliveries.HandOver": "number handed_over_at accepted_value payment_due_at",
    "payments.Invoice": "number amount issued_at",
    "payments.Payment": "seq gross withheld net paid_at method",
    "payments.Withholding": "tax base rate amount rule",
    "papers.Paper": "kind number data data_digest file_digest",
    "papers.Certificate": "number data data_digest file_digest",
    "joining.QueueDecision": "rung number outcome waiting_since decided_at waited_days place reason",
    "curation.Grading": "grade total number graded_at valid_until rule",
    "curation.Score": "position criterion name points seen",
    "curation.AppealAnswer": "outcome reasons decided_at",
})  # fmt: skip
# Contacts of a change of account or a claim are addresses of accounts; they get the canaries of those.
IDLE = _fields({
    "procrastinate.ProcrastinateWorker": "last_heartbeat",
    "procrastinate.ProcrastinateJob": "queue_name task_name priority lock args status scheduled_at attempts"
    " queueing_lock",
    "procrastinate.ProcrastinateEvent": "type at",
    "procrastinate.ProcrastinatePeriodicDefer": "task_name defer_timestamp periodic_id",
    "contenttypes.ContentType": "app_label model",
    "auth.Permission": "name codename",
    "auth.Group": "name",
    "axes.AccessFailureLog": "attempt_time",
    "axes.AccessAttempt": "attempt_time failures_since_start",
    "axes.AccessAttemptExpiration": "expires_at",
    "axes.AccessLog": "attempt_time logout_time",
    "journal.Command": "act recorded_at",
    "journal.Counter": "series fiscal_year last",
    "ledger.Transfer": "kind phase amount at recorded_at",
    "ledger.Entry": "account amount",
    "documents.Document": "recorded_at",
    "identity.Person": "recorded_at",
    "identity.Account": "kind last_login",
    "identity.Session": "expire_date",
    "workunits.Appointment": "recorded_at",
    "vendors.Vendor": "nib_released_at npwp_released_at recorded_at",
    "vendors.ProvenNumber": "which since recorded_at",
    "vendors.Member": "tie since",
    "vendors.TaxStatement": "kind since until recorded_at",
    "vendors.BankAccount": "seq since payable_from recorded_at",
    "banking.AccountChange": "state contacts proposed_at due_at decided_at stopped_at recorded_at",
    "tokens.Token": "scopes issued_at expires_at revoked_at recorded_at",
    "joining.ContactProof": "asked_at proved_at",
    "joining.Application": "state sent_at due_at changed_at nib_released_at npwp_released_at",
    "claims.Claim": "state which kind contacts made_at due_at decided_at recorded_at",
    "joining.Remark": "criterion made_at recorded_at",
    "sanctions.Sanction": "recorded_at",
    "sanctions.Appeal": "recorded_at",
    "sanctions.AppealAnswer": "recorded_at",
    "sanctions.Likeness": "recorded_at",
    "catalogue.Product": "recorded_at",
    "catalogue.PriceVersion": "recorded_at",
    "catalogue.ProductSheet": "checked_at taken_at recorded_at",
    "templates.TemplateVersion": "recorded_at",
    "photos.Picture": "recorded_at",
    "photos.Photo": "recorded_at",
    "budgets.BudgetLine": "reserved committed spent",
    "packages.Package": "ordered changed_at",
    "orders.Order": "version ceiling ceiling_rule due_at priced_at",
    "orders.Duty": "duty",
    "deliveries.ReceiptLine": "accepted rejected",
    "payments.Verification": "seq verified_at gross withheld net",
    "payments.TaxProof": "deposited_at",
    "papers.Paper": "recorded_at",
    "papers.Certificate": "recorded_at",
    "joining.QueueDecision": "recorded_at",
    "curation.CurationCase": "state handed_in_at due_at decided_at recorded_at",
    "curation.Grading": "recorded_at",
    "curation.Finding": "position criterion name points",
    "curation.Appeal": "state made_at due_at decided_at recorded_at",
    "curation.AppealAnswer": "recorded_at",
})  # fmt: skip
N, O, B, A, C = Reads.NOBODY, Reads.ORDER, Reads.BUSINESS, Reads.APPLICATION, Reads.ACCOUNT  # noqa: E741 - a table reads by short names
PRIVATE = {
    "axes.AccessFailureLog": dict.fromkeys(("user_agent", "ip_address", "username", "http_accept", "path_info"), N),
    "axes.AccessAttempt": dict.fromkeys(
        ("user_agent", "ip_address", "username", "http_accept", "path_info", "get_data", "post_data"), N
    ),
    "axes.AccessLog": dict.fromkeys(
        ("user_agent", "ip_address", "username", "http_accept", "path_info", "session_hash"), N
    ),
    "journal.Command": {"fingerprint": N},
    "journal.Event": {"private": N, "private_salt": N},
    "documents.Document": {"title": O, "sha256": O},
    "identity.Person": {"nik_digest": N},
    "identity.Account": {"password": N, "email": Reads.ITSELF, "nrk": N},
    "identity.Session": {"session_key": N, "session_data": N},
    "workunits.Appointment": {"decree_date": Reads.UNIT},
    "vendors.Vendor": {
        "nib": N, "npwp": N, "kbli": N, "scale_evidence": N, "scale_date": N, "yearly_sales": N, "capital": N,
        "street": N, "phone": N,
    },
    "vendors.BankAccount": {"bank_name": C, "number": C, "holder": C},
    "vendors.TaxStatement": {"number": B},
    "tokens.Token": {"name": B, "digest": N},
    "catalogue.ProductSheet": {"name": B, "content": N, "sha256": B, "report": B},
    "banking.AccountChange": {
        "bank_name": C, "number": C, "holder": C, "reason": C, "finding": C, "remedy": C,
    },
    "claims.Claim": dict.fromkeys(("number", "reason", "finding"), Reads.CLAIM),
    "vendors.ProvenNumber": {"number": N},
    "joining.ContactProof": {"name": N, "email": N, "password": N},
    "joining.Application": {"answers": A, "nik_digest": N, "nib": A, "npwp": A},
    "joining.Remark": {"evidence": A, "remedy": A},
    "curation.Finding": dict.fromkeys(("evidence", "remedy"), Reads.CURATION),
    "curation.Appeal": {"text": Reads.CURATION},
    "curation.AppealAnswer": {"told": Reads.CURATION},
    "packages.Package": {"source": Reads.PACKAGE},
    "packages.Meeting": {"participants_from": Reads.PACKAGE, "invitation_number": Reads.PACKAGE},
    "orders.Order": {"refusal": O},
    "deliveries.Shipment": {"note": O},
    "deliveries.ReceiptLine": {"rejection": O},
    "payments.Verification": {"inputs": O, "decision": O},
    "payments.Payment": {"provider": O, "external_ref": O},
    "payments.TaxProof": {"receipt_number": O},
}  # fmt: skip


def telling_fields():
    """Names of the fields that hold something, by model."""
    return {
        model._meta.label: frozenset(
            field.name for field in model._meta.concrete_fields if not isinstance(field, PLAIN)
        )
        for model in apps.get_models()
    }
