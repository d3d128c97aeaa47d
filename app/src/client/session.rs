//! Signing in and out. The session itself is a cookie that no script can read.

use domain::person::PersonId;
use gloo::net::http::{Request, Response};
use leptos::{prelude::*, task::spawn_local};
use serde::{Deserialize, Serialize};
use sync::replica::Replica;
use uuid::Uuid;

use super::{
    Client, connection,
    store::{ClientStore, MemoryStore},
};

/// Whether somebody is signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionState {
    /// Not asked yet.
    Unknown,
    /// Nobody.
    SignedOut,
    /// Somebody who came in with a one-time code and has to choose a password first.
    ChoosingPassword,
    /// This person.
    SignedIn(PersonId),
}

/// Why signing in did not work, in words.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct SignInProblem {
    /// What is wrong and what to do.
    pub words: String,
}

#[derive(Serialize)]
struct Credentials<'a> {
    sign_in: &'a str,
    password: &'a str,
}

#[derive(Deserialize)]
struct SignedIn {
    person: PersonId,
    must_change: bool,
    #[serde(default)]
    codes: Vec<Code>,
}

/// A one-time code that was issued, as its person is told of it.
#[derive(Deserialize)]
struct Code {
    words: String,
}

#[derive(Serialize)]
struct NewPassword<'a> {
    new: &'a str,
}

/// The server could not be asked to end the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StillSignedIn;

pub(super) const SESSION: &str = "/api/session";
const SESSIONS: &str = "/api/sessions";
const PASSWORD: &str = "/api/password";

impl Client {
    /// Asks the server who is signed in, and starts where somebody is.
    pub fn resume(self) {
        spawn_local(async move {
            match Request::get(SESSION).send().await {
                Ok(response) if response.ok() => match response.json::<SignedIn>().await {
                    Ok(signed_in) => self.enter(&signed_in),
                    Err(_) => self.session.set(SessionState::SignedOut),
                },
                Ok(response) if is_nobody(&response) => {
                    self.session.set(SessionState::SignedOut);
                }
                // Not reached, or in trouble: nothing is known, so ask again shortly.
                _ => {
                    gloo::timers::future::TimeoutFuture::new(2_000).await;
                    self.resume();
                }
            }
        });
    }

    /// Signs in with a name and a password.
    ///
    /// # Errors
    /// What is wrong, in the server's words.
    pub async fn sign_in(self, sign_in: String, password: String) -> Result<(), SignInProblem> {
        let credentials = Credentials {
            sign_in: &sign_in,
            password: &password,
        };
        self.come_in(SESSION, &credentials).await
    }

    /// Chooses a password, after coming in with a one-time code.
    ///
    /// # Errors
    /// What is wrong with it, in the server's words.
    pub async fn choose_password(self, new: String) -> Result<(), SignInProblem> {
        self.come_in(PASSWORD, &NewPassword { new: &new }).await
    }

    async fn come_in(self, path: &str, with: &impl Serialize) -> Result<(), SignInProblem> {
        let unreachable = |_| SignInProblem {
            words: "The server cannot be reached. Check the network, then try again.".to_owned(),
        };
        let request = Request::post(path).json(with).map_err(unreachable)?;
        let response = request.send().await.map_err(unreachable)?;
        if !response.ok() {
            return Err(problem(response).await);
        }
        self.enter(&response.json().await.map_err(unreachable)?);
        Ok(())
    }

    fn enter(self, signed_in: &SignedIn) {
        if signed_in.must_change {
            self.session.set(SessionState::ChoosingPassword);
        } else {
            let codes = signed_in.codes.iter().map(|code| code.words.clone());
            self.codes.set(codes.collect());
            self.start(signed_in.person);
        }
    }

    /// Signs out here.
    ///
    /// # Errors
    /// The server was not reached: the session goes on, and so does the page.
    pub async fn sign_out(self) -> Result<(), StillSignedIn> {
        self.end(SESSION).await
    }

    /// Signs out on every device.
    ///
    /// # Errors
    /// The server was not reached: the sessions go on, and so does the page.
    pub async fn sign_out_everywhere(self) -> Result<(), StillSignedIn> {
        self.end(SESSIONS).await
    }

    async fn end(self, path: &str) -> Result<(), StillSignedIn> {
        // No script can take the cookie away, so a page that forgets while the session goes on would only look signed out.
        let ended = Request::delete(path).send().await;
        if ended.is_ok_and(|response| response.ok() || is_nobody(&response)) {
            self.forget();
            Ok(())
        } else {
            Err(StillSignedIn)
        }
    }

    /// Starts the replica of a person and its connection.
    fn start(self, person: PersonId) {
        let mut store = MemoryStore::default();
        // What waited when the same person's session ended waits still.
        let here = self.replica.try_update_value(Option::take).flatten();
        let replica = here
            .filter(|replica| replica.person() == person)
            .or_else(|| store.load())
            .unwrap_or_else(|| Replica::new(Uuid::now_v7(), person));
        store.commit(&replica);
        self.replica.set_value(Some(replica));
        self.session.set(SessionState::SignedIn(person));
        connection::open(self);
    }
}

/// Whether the server says that nobody is signed in here.
pub(super) fn is_nobody(response: &Response) -> bool {
    matches!(response.status(), 204 | 401)
}

async fn problem(response: Response) -> SignInProblem {
    response.json().await.unwrap_or_else(|_| SignInProblem {
        words: "The server could not sign you in. Try again in a minute.".to_owned(),
    })
}
