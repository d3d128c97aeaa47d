//! The words under which things around accounts are written down.

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    SignedIn,
    SignInFailed,
    /// The failure that made an account wait.
    SignInLocked,
    SignedOut,
    SignedOutEverywhere,
    PasswordChanged,
    AccountAdded,
    CodeIssued,
    CodeUsed,
    AccountDisabled,
}

impl Action {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::SignedIn => "signed_in",
            Self::SignInFailed => "sign_in_failed",
            Self::SignInLocked => "sign_in_locked",
            Self::SignedOut => "signed_out",
            Self::SignedOutEverywhere => "signed_out_everywhere",
            Self::PasswordChanged => "password_changed",
            Self::AccountAdded => "account_added",
            Self::CodeIssued => "code_issued",
            Self::CodeUsed => "code_used",
            Self::AccountDisabled => "account_disabled",
        }
    }
}
