"""Words for whose turn it is with a problem."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from tongxin.engine.ledger.problems import Turn

TURNS: dict[Turn, tuple[str, Promise]] = {
    Turn.OFFICE: ("late", gettext_lazy("to be handed to a department")),
    Turn.HANDLER: ("open", gettext_lazy("with the department")),
    Turn.ENTERPRISE: ("soon", gettext_lazy("the enterprise is to confirm")),
    Turn.HANDLER_AGAIN: ("late", gettext_lazy("not solved, says the enterprise")),
    Turn.TO_RECORD: ("soon", gettext_lazy("confirmed, to be recorded")),
    Turn.CLOSED: ("done", gettext_lazy("solved")),
}
"""Who has a problem → its shape and words."""
