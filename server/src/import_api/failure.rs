//! What can go wrong between a page and an import, in words for whoever imports.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::json;

use crate::{
    error::{StorageError, with_causes},
    import::CannotUndo,
    sync::NodeError,
};

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// It is not theirs to do.
    #[error(
        "Files are imported by Human Resources and Support Services. Ask one of them to import it."
    )]
    NotAllowed,
    /// The file is not kept, or belongs to somebody else.
    #[error(
        "This file is not kept any more: files are kept for an hour, and the last three of a person. Choose it again."
    )]
    Gone,
    /// The file is too long.
    #[error(
        "The file is larger than 50 MB. Split it, or leave out what is not needed, then choose it again."
    )]
    TooLarge,
    /// It came without a name, or with nothing in it.
    #[error("The file is empty or has no name. Choose another one.")]
    Empty,
    /// It did not come whole.
    #[error("The file did not arrive whole. Check the network, then choose it again.")]
    Broken,
    /// As many files are read as the server can read at once.
    #[error("Other files are being read right now. Wait a minute, then try again.")]
    Busy,
    /// The file, its map or the rules say why.
    #[error("{0}")]
    Words(String),
    /// The preview is an older one.
    #[error("The file was read in another way since. Look at the preview again, then import it.")]
    OtherPreview,
    /// What an import brought was worked on.
    #[error(
        "Somebody has worked on what this import brought, so it cannot be taken back as a whole. Correct what is wrong where it stands, or import a corrected file."
    )]
    WorkedOn,
    /// It was taken back.
    #[error("This import was taken back already.")]
    TakenBack,
    /// There is no such import for this person.
    #[error("There is no such import any more. Open the list of imports again.")]
    NoImport,
    /// Only an administrator can mend it; the log says what it was.
    #[error(
        "The server cannot do this right now; nothing was stored. Try again in a minute, and tell the administrator if it stays so."
    )]
    Machine,
}

impl Failure {
    /// Something of this machine: logged here, once, and told in general words.
    pub fn machine(why: impl std::fmt::Display) -> Self {
        tracing::error!(%why, "an import could not be looked at");
        Self::Machine
    }

    const fn status(&self) -> StatusCode {
        match self {
            Self::NotAllowed => StatusCode::FORBIDDEN,
            Self::Gone | Self::NoImport => StatusCode::NOT_FOUND,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Empty | Self::Broken | Self::Words(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::OtherPreview | Self::WorkedOn | Self::TakenBack => StatusCode::CONFLICT,
            Self::Busy | Self::Machine => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

impl From<NodeError> for Failure {
    fn from(why: NodeError) -> Self {
        Self::machine(with_causes(&why))
    }
}

impl From<StorageError> for Failure {
    fn from(why: StorageError) -> Self {
        Self::machine(with_causes(&why))
    }
}

impl From<CannotUndo> for Failure {
    fn from(why: CannotUndo) -> Self {
        match why {
            CannotUndo::NoImport(_) => Self::NoImport,
            CannotUndo::Undone(_) => Self::TakenBack,
            other => Self::machine(with_causes(&other)),
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let words = json!({"words": self.to_string()});
        (self.status(), Json(words)).into_response()
    }
}
