"""Every noun that pages and verbs ask rights on, with its verbs; a pack's roles may use no others."""

RIGHTS: dict[str, tuple[str, ...]] = {
    "account": ("use", "read", "manage"),
    "audit": ("read",),
    "base": ("read", "change"),
    "check": ("read",),
    "claim": ("read", "check", "teach"),
    "complaint": ("read", "answer"),
    "draft": ("keep",),
    "duty": ("read", "oversee", "exempt"),
    "enterprise": ("read", "change"),
    "entry": ("read", "record", "correct", "void", "export"),
    "figure": ("read", "export"),
    "handling_unit": ("read", "change"),
    "home": ("read",),
    "import": ("read", "run"),
    "link": ("read", "change"),
    "mechanism": ("read",),
    "member": ("read", "change", "reveal", "export"),
    "pairing": ("read", "run", "adopt"),
    "paper": ("read", "write", "issue", "override"),
    "party_organisation": ("read", "change"),
    "problem": ("read", "hand", "answer"),
    "proceeding": ("read", "submit", "review", "dispatch", "approve", "handle", "reveal", "export"),
    "review": ("read", "hold", "comment"),
    "unit": ("read", "change"),
    "workday": ("read", "keep"),
}

HOMES = ("admin", "chair", "clerk", "dispatch", "member", "unit")
