//! Signing in and out. The session itself is a cookie that no script can read.

use domain::{id::Id, person::PersonId};
use futures::{
    future::{Either, select},
    pin_mut,
};
use gloo::{
    net::http::{Request, Response},
    timers::future::TimeoutFuture,
};
use leptos::{prelude::*, task::spawn_local};
use serde::{Deserialize, Serialize};
use sync::replica::{Opened, Replica};
use uuid::Uuid;

use super::{
    Client, aside, connection,
    keeper::{self, Keeper},
    last, tabs,
};
use crate::pieces;

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
    shared: bool,
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
    shared: bool,
}

/// The server could not be asked to end the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StillSignedIn;

const SESSION: &str = "/api/session";
/// The status of a session whose account was closed.
const CLOSED: u16 = 205;
/// Whose it was, in that answer.
const CLOSED_PERSON: &str = "throughline-closed";
/// A server that has not answered by then counts as not reached.
const ANSWER_MS: u32 = 3_000;
/// Wait before asking again where nobody was signed in before.
const RETRY_MS: u32 = 2_000;
const SESSIONS: &str = "/api/sessions";
const PASSWORD: &str = "/api/password";

impl Client {
    /// Asks the server who is signed in, and starts where somebody is. Where the server does not answer soon, whoever was
    /// signed in here last goes on without it.
    pub fn resume(self) {
        spawn_local(async move {
            let asked = Request::get(SESSION).send();
            pin_mut!(asked);
            let answer = match select(asked, TimeoutFuture::new(ANSWER_MS)).await {
                Either::Left((answer, _)) => answer.ok(),
                Either::Right(_) => None,
            };
            match answer {
                Some(response) if self.is_over(&response) => {}
                Some(response) if response.ok() => match response.json::<SignedIn>().await {
                    Ok(signed_in) => self.return_to(&signed_in).await,
                    Err(_) => self.session.set(SessionState::SignedOut),
                },
                // Not reached, or in trouble.
                _ => {
                    self.reached(false);
                    match last::recall() {
                        Some(person) => self.start(person).await,
                        None => {
                            self.lease_over.set(last::whoever().is_some());
                            TimeoutFuture::new(RETRY_MS).await;
                            self.resume();
                        }
                    }
                }
            }
        });
    }

    /// Whether the server says that nobody is signed in here, or not any more. One that cannot be reached says nothing.
    pub(super) async fn is_signed_out(self) -> bool {
        let answer = Request::get(SESSION).send().await;
        answer.is_ok_and(|answer| self.is_over(&answer))
    }

    /// Whether an answer says so; the page then follows. Of a closed account nothing stays on the device (sync.md 2.6).
    fn is_over(self, answer: &Response) -> bool {
        if answer.status() == CLOSED {
            let person = answer.headers().get(CLOSED_PERSON);
            self.close(
                person
                    .and_then(|person| person.parse::<Uuid>().ok())
                    .map(Id::new),
            );
        } else if is_nobody(answer) {
            self.session.set(SessionState::SignedOut);
        } else {
            return false;
        }
        true
    }

    /// Forgets a person whose account was closed; what somebody else has on this device stays theirs.
    fn close(self, person: Option<PersonId>) {
        let here = self
            .replica
            .with_value(|replica| replica.as_ref().map(Replica::person));
        match person {
            Some(person) if here.or_else(last::whoever) == Some(person) => {
                self.forget();
                self.closed.set(true);
            }
            Some(person) => {
                keeper::remove_kept(person);
                aside::forget(person);
            }
            None => {}
        }
        // Somebody else may have signed in while the answer was on its way.
        if self.person().is_none_or(|here| Some(here) == person) {
            self.session.set(SessionState::SignedOut);
        }
    }

    /// Whether others use this device too, as whoever signed in here last has said.
    pub fn is_shared(self) -> bool {
        last::is_shared()
    }

    /// Signs in with a name and a password; `shared` where others use this device too.
    ///
    /// # Errors
    /// What is wrong, in the server's words.
    pub async fn sign_in(
        self,
        sign_in: String,
        password: String,
        shared: bool,
    ) -> Result<(), SignInProblem> {
        last::share(shared);
        let credentials = Credentials {
            sign_in: &sign_in,
            password: &password,
            shared,
        };
        self.come_in(SESSION, &credentials).await
    }

    /// Chooses a password, after coming in with a one-time code.
    ///
    /// # Errors
    /// What is wrong with it, in the server's words.
    pub async fn choose_password(self, new: String) -> Result<(), SignInProblem> {
        let shared = last::is_shared();
        self.come_in(PASSWORD, &NewPassword { new: &new, shared })
            .await
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
        self.enter(&response.json().await.map_err(unreachable)?)
            .await;
        Ok(())
    }

    /// Goes on with a session that this browser has the cookie of. Signing out takes the cookie away, so where nothing else is
    /// left of its person the browser has cleared it (sync.md 2.6); one that keeps nothing at all is not taken for that.
    async fn return_to(self, signed_in: &SignedIn) {
        let cleared = !signed_in.must_change
            && last::is_forgotten()
            && !keeper::has_kept(signed_in.person).await;
        self.enter(signed_in).await;
        if cleared && last::whoever().is_some() {
            self.store_was_cleared();
        }
    }

    async fn enter(self, signed_in: &SignedIn) {
        self.closed.set(false);
        if signed_in.must_change {
            self.session.set(SessionState::ChoosingPassword);
        } else {
            let codes = signed_in.codes.iter().map(|code| code.words.clone());
            self.codes.set(codes.collect());
            last::remember(signed_in.person);
            self.start(signed_in.person).await;
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

    /// Starts the replica of a person, from what this browser has kept of it, and its connection.
    async fn start(self, person: PersonId) {
        // What waited when the same person's session ended waits still, in memory.
        let here = self
            .replica
            .with_value(|replica| replica.as_ref().map(Replica::person));
        if here != Some(person) {
            self.put_drafts_away();
            self.take_aside(person, false);
            self.look_at_now();
            // Whoever was here before keeps what they have; nothing more is written there.
            self.keeper.set_value(None);
            if tabs::leads(person).await {
                self.lead(person).await;
            } else {
                // Said first: without the code for it this tab keeps nothing either.
                self.visits.set(true);
                if !pieces::visit(self, person).await {
                    self.begin_anew(person);
                }
            }
        } else if self.visits.get_untracked() {
            // The tab that kept their work may have signed out since, and with it went the wait for its place.
            pieces::lead_when_free(self, person).await;
        }
        self.session.set(SessionState::SignedIn(person));
        self.changed();
        connection::open(self);
    }

    /// This tab keeps the person's work.
    async fn lead(self, person: PersonId) {
        self.visits.set(false);
        let (keeper, asked) = Keeper::new();
        self.keeper.set_value(Some(keeper));
        let opening = pieces::store(self, person, asked);
        if keeper::has_kept(person).await {
            let mut found = opening.await.unwrap_or_default();
            self.take_aside(person, true);
            self.take_up_drafts(std::mem::take(&mut found.drafts));
            let read = pieces::reader_for(&found).await;
            self.go_on(Replica::resume(found, person, Uuid::now_v7(), read));
        } else {
            // Nothing to wait for: the page goes on, and is kept once the code for it has come.
            self.begin_anew(person);
            self.take_aside(person, true);
            self.keep_drafts();
            spawn_local(async move {
                opening.await;
            });
        }
    }

    fn begin_anew(self, person: PersonId) {
        self.replica
            .set_value(Some(Replica::new(Uuid::now_v7(), person)));
    }

    /// Goes on with a replica.
    pub(super) fn go_on(self, opened: Opened) {
        self.replica.set_value(Some(opened.replica));
        self.tell_fetched();
        self.carry_out(opened.effects);
    }
}

/// Whether the server says that nobody is signed in here.
fn is_nobody(response: &Response) -> bool {
    matches!(response.status(), 204 | 401)
}

async fn problem(response: Response) -> SignInProblem {
    response.json().await.unwrap_or_else(|_| SignInProblem {
        words: "The server could not sign you in. Try again in a minute.".to_owned(),
    })
}
