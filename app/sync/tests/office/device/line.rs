//! What a bad line does to what is on its way.

use sync::{
    authority::Received,
    message::{FromDevice, FromServer, Mode, Trouble},
    outbox::Pending,
    replica::Link,
};

use super::{Device, Office, id};

impl Device {
    /// What is on its way never arrives: the socket is dead and nobody has noticed.
    pub fn lose_what_is_sent(&mut self) {
        self.outgoing.clear();
    }

    /// How many messages are on their way; the last may overtake the others, as over a line of its own.
    pub fn on_their_way(&mut self, overtakes: bool) -> usize {
        if overtakes {
            self.outgoing.reverse();
        }
        self.outgoing.len()
    }

    /// What has happened since is sent, and never arrives: the next poke does not begin where the device stands.
    pub fn miss(&mut self, office: &Office) {
        if let Some(poke) = self.news(office) {
            self.missed = poke.to > poke.base;
        }
    }

    /// What has happened since arrives without one of its records, as from a server that does not say everything.
    pub fn hear_without_one(&mut self, office: &Office) {
        if let Some(mut poke) = self.news(office) {
            let lost = poke.puts.pop().is_some();
            let before = self.replica.cursor();
            self.poke(poke);
            // Not a moment is shown of it (R7).
            assert!(
                !lost || self.replica.cursor() == before,
                "a record is missing and not missed"
            );
        }
    }

    /// The same step arrives twice.
    pub fn hear_twice(&mut self, office: &Office) -> bool {
        let Some(poke) = self.news(office) else {
            return false;
        };
        let same = self.pokes;
        self.poke(poke.clone());
        self.pokes = same;
        self.poke(poke);
        true
    }

    /// A step breaks off after so many of its messages, its last one at the latest, and the line is closed.
    pub fn hear_cut(&mut self, office: &Office, after: u64) -> bool {
        let Some(poke) = self.news(office) else {
            return false;
        };
        self.pokes += 1;
        let messages = poke.messages(self.pokes);
        let whole = messages.len();
        let heard = usize::try_from(after).unwrap() % whole;
        let before = self.replica.cursor();
        for message in messages.into_iter().take(heard) {
            self.hear_message(message);
        }
        assert_eq!(self.replica.cursor(), before, "half of a step was applied");
        self.disconnect();
        true
    }

    /// Somebody else has signed in to the browser while a push of this replica was on its way: nothing of it is executed as theirs
    /// (property 25). False where there was no push, or the replica is not known yet, which its hello alone makes it.
    pub fn send_as(&mut self, office: &mut Office, person: u128) -> bool {
        let known = office.authority.replica(self.replica.id());
        if self.person() == id(person) || known.is_none() {
            return false;
        }
        self.stay_connected(office);
        let head = office.authority.head();
        let mut sent = false;
        for message in std::mem::take(&mut self.outgoing) {
            let FromDevice::Push(push) = message else {
                continue;
            };
            for command in push.commands {
                sent = true;
                let received = office.receive(&self.submission(command, id(person)));
                let refused = Received::Trouble(Trouble::NotYourReplica);
                assert_eq!(format!("{received:?}"), format!("{refused:?}"));
            }
        }
        assert_eq!(office.authority.head(), head);
        self.disconnect();
        sent
    }

    /// The server speaks another version of the wire, older or newer: the page is to be loaded again, and until then it sends nothing
    /// and keeps what it has (property 27).
    pub(super) fn is_of_another_version(&mut self, office: &Office) {
        let has = |device: &Self| {
            let waits = device.replica.pending().map(Pending::uuid);
            let refused = device.replica.refused().map(|each| each.pending.uuid());
            let all: Vec<_> = waits.chain(refused).collect();
            (all, device.replica.cursor())
        };
        let (before, asked) = (has(self), self.asked_to_reload);
        self.welcome(office, 0, Mode::UpgradeRequired);
        assert_eq!(self.asked_to_reload, asked + 1, "not asked to reload");
        assert_eq!(has(self), before, "what it had is not what it has");
        assert_eq!(self.replica.link(), Link::Greeting);
        self.disconnect();
        self.other_version += 1;
    }

    /// The server is busy and takes nothing of what is sent.
    pub fn find_busy(&mut self, office: &Office) -> bool {
        self.stay_connected(office);
        let pushes = |message: &FromDevice| matches!(message, FromDevice::Push(_));
        let pushed = self.outgoing.iter().any(pushes);
        if pushed {
            self.outgoing.clear();
            self.hear_message(FromServer::Trouble(Trouble::Busy { retry_ms: 1_000 }));
        }
        pushed
    }
}
