//! The browser's half of the staff app: one replica, one socket, one session. Pages read views from it and send commands to it.

mod aside;
mod build;
mod clock;
mod connection;
mod download;
mod drafts;
mod earlier;
mod imports;
mod keeper;
mod keeping;
mod last;
mod others;
mod saved;
mod session;
pub mod store;
mod tabs;
mod told;

use std::sync::Arc;

use domain::{
    calendar::Date, command::Given, id::Id, person::PersonId, rejection::Rejection, sight::Sight,
};
use gloo::events::EventListener;
use leptos::{prelude::*, task::spawn_local};
use sync::{
    outbox::Pending,
    replica::{Effect, Link, Refused, Replica},
};
use uuid::Uuid;

use drafts::Drafts;
use earlier::EarlierDay;
use keeper::Keeper;

pub use download::{save_bytes, save_text};
pub use earlier::NotShown;
pub use imports::{NotTaken, Sent};
pub use keeper::Task;
pub use keeping::Keeping;
pub use others::Unsent;
pub use session::{SessionState, SignInProblem, StillSignedIn};
pub use told::Told;

/// What a page works with. Copy it freely: it is a handle.
#[derive(Clone, Copy)]
pub struct Client {
    replica: StoredValue<Option<Replica>, LocalStorage>,
    outgoing: StoredValue<Option<connection::Outgoing>, LocalStorage>,
    keeper: StoredValue<Option<Keeper>, LocalStorage>,
    drafts: StoredValue<Drafts, LocalStorage>,
    /// The browser keeps nothing: work is safe only once the server has it.
    store_lost: RwSignal<bool>,
    /// The browser has room for the person's work and not for the pages.
    store_full: RwSignal<bool>,
    /// What became of what this browser kept, until the person has read it.
    told: RwSignal<Vec<Told>>,
    /// Another tab keeps the person's work: what is done here is safe only once the server has it.
    visits: RwSignal<bool>,
    /// The earlier day that every page shows.
    earlier: StoredValue<Option<EarlierDay>, LocalStorage>,
    earlier_day: RwSignal<Option<Date>>,
    /// Counts what was shown; every view follows it.
    version: RwSignal<u64>,
    link: RwSignal<Link>,
    /// The last try to reach the server did not.
    unreached: RwSignal<bool>,
    /// How many records of a large base are here, while it is on its way.
    fetched: RwSignal<Option<usize>>,
    session: RwSignal<SessionState>,
    reload_asked: RwSignal<bool>,
    /// The account that was signed in here was closed.
    closed: RwSignal<bool>,
    /// Somebody's work is on this device, which has not reached the server for longer than it may be opened without.
    lease_over: RwSignal<bool>,
    /// The server was put back to an earlier state, and so many changes were sent to it again.
    restored: RwSignal<Option<usize>>,
    /// One-time codes that were issued for the person lately, in words (access.md, last paragraph: no quiet way in).
    codes: RwSignal<Vec<String>>,
}

/// The client of the page around.
pub fn use_client() -> Client {
    expect_context::<Client>()
}

impl Client {
    /// A client that knows nothing yet.
    pub fn new() -> Self {
        Self {
            replica: StoredValue::new_local(None),
            outgoing: StoredValue::new_local(None),
            keeper: StoredValue::new_local(None),
            drafts: StoredValue::new_local(Drafts::default()),
            store_lost: RwSignal::new(false),
            store_full: RwSignal::new(false),
            told: RwSignal::new(Vec::new()),
            visits: RwSignal::new(false),
            earlier: StoredValue::new_local(None),
            earlier_day: RwSignal::new(None),
            version: RwSignal::new(0),
            link: RwSignal::new(Link::Down),
            unreached: RwSignal::new(false),
            fetched: RwSignal::new(None),
            session: RwSignal::new(SessionState::Unknown),
            reload_asked: RwSignal::new(false),
            closed: RwSignal::new(false),
            lease_over: RwSignal::new(false),
            restored: RwSignal::new(None),
            codes: RwSignal::new(Vec::new()),
        }
    }

    /// Asks the server who is signed in, and follows what this page is told of newer ones. Called once, where the app starts.
    pub fn begin(self) {
        build::follow(self.reload_asked);
        self.follow_other_tabs();
        self.answer_other_tabs();
        self.follow_putting_away();
        self.resume();
    }

    /// Who signs out in one tab is signed out in all of them, and is in the memory of none; what was not sent from another tab waits
    /// there, for the same person.
    fn follow_other_tabs(self) {
        let look = move |_: &_| {
            let here = self.replica.with_value(Option::is_some);
            let left = here && last::is_forgotten();
            if left && self.unsent() != Unsent::default() {
                self.stay_behind();
                self.session.set(SessionState::SignedOut);
                self.changed();
            } else if left {
                self.forget();
            }
        };
        EventListener::new(&gloo::utils::window(), "storage", look).forget();
    }

    /// Whether the first records have arrived, so that absent means absent.
    pub fn is_loaded(self) -> Memo<bool> {
        Memo::new(move |_| {
            self.version.track();
            self.look(|_| ()).is_some()
        })
    }

    /// A view that follows every change, here or elsewhere. `None` until the first records have arrived, and where there is
    /// nothing that the reader may see.
    pub fn view<T, F>(self, view: F) -> Memo<Option<T>>
    where
        T: PartialEq + Clone + Send + Sync + 'static,
        F: Fn(&Sight<'_>) -> Option<T> + Send + Sync + 'static,
    {
        followed(move || {
            self.version.track();
            self.look(|sight| view(sight)).flatten()
        })
    }

    /// A view that is worked out from what it was before, where working it out from nothing would take long.
    pub fn fold<T, F>(self, step: F) -> Memo<Option<T>>
    where
        T: PartialEq + Clone + Send + Sync + 'static,
        F: Fn(Option<&T>, &Sight<'_>) -> T + Send + Sync + 'static,
    {
        Memo::new(move |before: Option<&Option<T>>| {
            self.version.track();
            self.look(|sight| step(before.and_then(Option::as_ref), sight))
        })
    }

    /// Has whoever calls it run again at every change.
    pub fn each_change(self) {
        self.version.track();
    }

    /// One look at what is held now, without following it.
    pub fn look<T>(self, look: impl FnOnce(&Sight<'_>) -> T) -> Option<T> {
        self.replica.with_value(|replica| {
            let replica = replica.as_ref().filter(|replica| replica.is_loaded())?;
            self.earlier.with_value(|earlier| {
                Some(look(&match earlier {
                    Some(earlier) => Sight::earlier(&earlier.company, replica.person()),
                    None => self.now(replica),
                }))
            })
        })
    }

    /// The same at how things stand, whatever day is shown.
    pub fn look_now<T>(self, look: impl FnOnce(&Sight<'_>) -> T) -> Option<T> {
        self.replica.with_value(|replica| {
            let replica = replica.as_ref().filter(|replica| replica.is_loaded())?;
            Some(look(&self.now(replica)))
        })
    }

    /// How things stand, as far as this device knows.
    fn now(self, replica: &Replica) -> Sight<'_> {
        let away = self.link.get_untracked() != Link::Up;
        let reached = away.then(last::reached).flatten();
        Sight::on_device(replica.view(), replica.person()).known_until(reached.map(clock::day_of))
    }

    /// Decides a command here, shows it at once and queues it for the server.
    ///
    /// # Errors
    /// The refusal, in words for the person; then nothing has changed and nothing is queued.
    pub fn send(self, command: impl Into<Given>) -> Result<(), Rejection> {
        if self.earlier.with_value(Option::is_some) {
            return Err(Rejection::EarlierDay);
        }
        let effects = self
            .replica
            .try_update_value(|replica| {
                replica
                    .as_mut()
                    .map_or(Err(Rejection::NotFound), |replica| {
                        replica.submit(command, Uuid::now_v7(), clock::now())
                    })
            })
            .unwrap_or(Err(Rejection::NotFound))?;
        self.carry_out(effects);
        Ok(())
    }

    /// A new identifier, made where the command is made.
    pub fn new_id<T>(self) -> Id<T> {
        Id::new(Uuid::now_v7())
    }

    /// Today, by this device's calendar; while an earlier day is shown, that day.
    pub fn today(self) -> Date {
        self.earlier
            .with_value(|earlier| earlier.as_ref().map(|earlier| earlier.day))
            .unwrap_or_else(clock::today)
    }

    /// Who is signed in; none before that is known.
    pub fn person(self) -> Option<PersonId> {
        self.session.with(|session| match session {
            SessionState::SignedIn(person) => Some(*person),
            SessionState::Unknown | SessionState::SignedOut | SessionState::ChoosingPassword => {
                None
            }
        })
    }

    /// Whose replica is here, signed in or not any more.
    fn whose(self) -> Option<PersonId> {
        self.replica
            .with_value(|replica| replica.as_ref().map(Replica::person))
    }

    /// Whether somebody is signed in.
    pub fn session(self) -> Signal<SessionState> {
        self.session.into()
    }

    /// What was refused and not dismissed, with the person's own words.
    pub fn refused(self) -> Memo<Vec<Arc<Refused>>> {
        Memo::new(move |_| {
            self.version.track();
            self.replica.with_value(|replica| {
                replica.as_ref().map_or_else(Vec::new, |replica| {
                    replica.refused().cloned().map(Arc::new).collect()
                })
            })
        })
    }

    /// How many commands wait for an answer.
    pub fn waiting(self) -> Memo<usize> {
        Memo::new(move |_| {
            self.version.track();
            self.pending().len()
        })
    }

    /// What waits for an answer, oldest first.
    pub fn pending(self) -> Vec<Pending> {
        self.replica.with_value(|replica| {
            let pending = replica.as_ref().map(|replica| replica.pending().cloned());
            pending.into_iter().flatten().collect()
        })
    }

    /// The person has read a refusal.
    pub fn dismiss(self, command: Uuid) {
        self.with_replica(|replica| replica.dismiss(command));
    }

    /// Does something with the replica, where there is one, and what comes of it.
    fn with_replica(self, act: impl FnOnce(&mut Replica) -> Vec<Effect>) {
        let effects = self
            .replica
            .try_update_value(|replica| replica.as_mut().map(act))
            .flatten();
        self.carry_out(effects.unwrap_or_default());
    }

    /// Whether the browser keeps nothing, so that work is safe only once the server has it.
    pub fn store_lost(self) -> Signal<bool> {
        self.store_lost.into()
    }

    /// Whether the server is newer than this page.
    pub fn reload_asked(self) -> Signal<bool> {
        self.reload_asked.into()
    }

    /// Whether the person is shown only what is published; false until that is known.
    pub fn is_outside(self) -> Memo<bool> {
        let staff = self.view(|sight| Some(sight.is_staff()));
        let loaded = self.is_loaded();
        Memo::new(move |_| loaded.get() && staff.get() == Some(false))
    }

    /// How many records have come of a base that comes in pieces, and of how many; follows the first.
    pub fn fetched(self) -> Option<(u64, u64)> {
        self.fetched.get().and_then(|_| self.staged())
    }

    fn staged(self) -> Option<(u64, u64)> {
        self.replica
            .with_value(|replica| replica.as_ref().and_then(Replica::staged))
    }

    /// Says how far a base that comes in pieces is, or that none is on its way.
    fn tell_fetched(self) {
        let here = self
            .staged()
            .and_then(|(here, _)| usize::try_from(here).ok());
        if self.fetched.get_untracked() != here {
            self.fetched.set(here);
        }
    }

    /// Whether the account that was signed in here was closed, and everything of it forgotten.
    pub fn is_closed(self) -> Signal<bool> {
        self.closed.into()
    }

    /// Whether this device has not reached the server for longer than somebody's work may be opened without it.
    pub fn is_lease_over(self) -> Signal<bool> {
        self.lease_over.into()
    }

    /// How many changes were sent again to a server that had been put back to an earlier state, until the person has read it.
    pub fn restored(self) -> RwSignal<Option<usize>> {
        self.restored
    }

    /// Loads the newer page that waits; what is being typed is there again after it.
    pub fn renew(self) {
        self.put_aside();
        build::renew();
    }

    /// One-time codes that were issued for the person lately, in words, until they are put away on this page.
    pub fn codes(self) -> RwSignal<Vec<String>> {
        self.codes
    }

    fn changed(self) {
        self.version
            .update(|version| *version = version.wrapping_add(1));
    }

    fn carry_out(self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Send(message) => self.outgoing.with_value(|outgoing| {
                    if let Some(outgoing) = outgoing {
                        outgoing.send(message);
                    }
                }),
                Effect::Keep(ticket, what) => self.keep(ticket, what),
                Effect::Recall(no) => self.recall(no),
                Effect::Restored(again) => self.restored.set(Some(again)),
                Effect::Changed => {
                    self.leave_what_is_lost();
                    self.changed();
                }
                Effect::Reconnect => self.reconnect(),
                Effect::AskToReload => self.reload_asked.set(true),
                Effect::Wipe => self.forget(),
                Effect::SignIn => {
                    self.session.set(SessionState::SignedOut);
                    // Why it is over decides what stays here.
                    spawn_local(async move {
                        self.is_signed_out().await;
                    });
                }
            }
        }
    }

    fn reconnect(self) {
        self.outgoing.with_value(|outgoing| {
            if let Some(outgoing) = outgoing {
                outgoing.reconnect();
            }
        });
    }

    /// Forgets the person: nothing of theirs stays in memory or in the browser. The gate closes first, so that nothing writes
    /// again after the store is gone.
    fn forget(self) {
        self.outgoing.set_value(None);
        let person = self
            .replica
            .with_value(|replica| replica.as_ref().map(Replica::person))
            .or_else(last::whoever);
        self.replica.set_value(None);
        last::forget();
        self.look_at_now();
        self.restored.set(None);
        self.tell_fetched();
        self.told.set(Vec::new());
        self.forget_drafts();
        person.into_iter().for_each(aside::forget);
        self.destroy_store(person);
        self.visits.set(false);
        self.session.set(SessionState::SignedOut);
        self.changed();
    }
}

/// What a closure gives, worked out again whenever something that it reads has changed. Whatever follows it hears of a change
/// only where it reads differently: a memo would first ask everything that a page shows whether it is still the same.
pub fn followed<T>(work_out: impl Fn() -> Option<T> + 'static) -> Memo<Option<T>>
where
    T: PartialEq + Clone + Send + Sync + 'static,
{
    // A trigger beside a plain value: a signal of every page's own type would be much code.
    let (shown, changed) = (StoredValue::new(None), Trigger::new());
    follow(Box::new(move || {
        let now = work_out();
        if shown.with_value(|before| *before != now) {
            shown.set_value(now);
            changed.notify();
        }
    }));
    Memo::new(move |_| {
        changed.track();
        shown.get_value()
    })
}

/// Runs now and whenever something that was read has changed, for as long as the page around stands. Compiled once for all.
pub fn follow(run: Box<dyn Fn()>) {
    StoredValue::new_local(RenderEffect::new(move |_| run()));
}

impl Default for Client {
    fn default() -> Self {
        Self::new()
    }
}
