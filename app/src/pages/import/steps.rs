//! How far a file has come: what is chosen, what the server said, and what is asked of it next.

use domain::{
    import::{
        ImportKind, Map, guess, heading,
        preview::{Opened, Preview, Reading, Take, Taken},
    },
    rejection::Rejection,
    view::import::last_map,
};
use leptos::{prelude::*, task::spawn_local};
use uuid::Uuid;

use crate::{
    client::{Client, NotTaken, Sent, use_client},
    pages::form::{Form, focus_soon},
};

/// The id of what says what would come of a file, which takes the focus when it comes.
pub const PREVIEW_HEADING: &str = "preview-heading";
/// The id of the columns' heading.
pub const COLUMNS_HEADING: &str = "columns-heading";

/// A file on its way in. Copy it freely: it is a handle.
#[derive(Clone, Copy)]
pub struct Steps {
    pub client: Client,
    form: StoredValue<Form>,
    /// As what it is read.
    pub what: RwSignal<ImportKind>,
    /// From whom it comes.
    pub sender: RwSignal<String>,
    /// Whether the next file from there is to be read the same way.
    pub remember: RwSignal<bool>,
    /// Whether its figures are handed in as returns.
    pub hand_in: RwSignal<bool>,
    /// The file, once the server has it.
    pub opened: RwSignal<Option<Opened>>,
    /// The sheet of a workbook that was chosen.
    pub sheet: RwSignal<Option<String>>,
    /// Which of its columns is which field.
    pub map: RwSignal<Map>,
    /// The headings that the sender's last map names and this file lacks.
    pub unfit: RwSignal<Vec<String>>,
    /// Whether the sender's last map is in use.
    pub remembered: RwSignal<bool>,
    /// What would come of it.
    pub preview: RwSignal<Option<Preview>>,
    /// Whether it was taken otherwise since the preview was read.
    pub moved: RwSignal<bool>,
    /// That it was imported.
    pub done: RwSignal<Option<Taken>>,
    /// What is under way, in words.
    pub under_way: RwSignal<Option<&'static str>>,
    /// The identifier that the import gets.
    import: StoredValue<Uuid>,
}

impl Steps {
    /// Nothing is chosen yet. Within a page that provides refusals.
    pub fn begin() -> Self {
        let client = use_client();
        Self {
            client,
            form: StoredValue::new(Form::new("import")),
            what: RwSignal::new(ImportKind::Measurements),
            sender: RwSignal::new(String::new()),
            remember: RwSignal::new(true),
            hand_in: RwSignal::new(false),
            opened: RwSignal::new(None),
            sheet: RwSignal::new(None),
            map: RwSignal::new(Map::default()),
            unfit: RwSignal::new(Vec::new()),
            remembered: RwSignal::new(false),
            preview: RwSignal::new(None),
            moved: RwSignal::new(false),
            done: RwSignal::new(None),
            under_way: RwSignal::new(None),
            import: StoredValue::new(client.new_id::<Preview>().uuid()),
        }
    }

    /// What is wrong with a field.
    pub fn error(self, field: &'static str) -> Signal<Option<String>> {
        self.form.with_value(|form| form.error(field))
    }

    /// The id of a field.
    pub fn field(self, name: &str) -> String {
        self.form.with_value(|form| form.field(name))
    }

    /// Shows what is wrong with a field, or with what its button asked for.
    pub fn refuse(self, field: &str, words: &str) {
        self.form
            .with_value(|form| form.refuse(Rejection::field(field, words)));
    }

    /// Says politely what was done.
    pub fn tell(self, words: &str) {
        self.form.with_value(|form| form.accept(words));
    }

    /// Asks the server for something, once at a time; what comes of it goes on here.
    pub fn ask<T: 'static>(
        self,
        words: &'static str,
        field: &'static str,
        asked: impl Future<Output = Sent<T>> + 'static,
        then: impl FnOnce(T) + 'static,
    ) {
        if self.under_way.get_untracked().is_some() {
            return;
        }
        self.under_way.set(Some(words));
        spawn_local(async move {
            let answer = asked.await;
            // The page may have been left meanwhile.
            if self.under_way.try_set(None).is_some() {
                return;
            }
            match answer {
                Ok(answer) => then(answer),
                Err(words) => self.refuse(field, &words),
            }
        });
    }

    /// Takes a file that the server has read: its columns are guessed.
    pub fn take_up(self, opened: Opened) {
        self.tell("The file was read. Its columns come next.");
        self.opened.set(Some(opened));
        self.guess();
        focus_soon(COLUMNS_HEADING);
    }

    /// Guesses the columns anew: from the sender's last file of this kind, and from what they are called.
    pub fn guess(self) {
        let (what, sender) = (self.what.get_untracked(), self.sender.get_untracked());
        let last = self
            .client
            .look_now(|sight| last_map(sight, &sender, what))
            .flatten();
        self.follow(last.as_ref());
    }

    /// Somebody else may be named as the sender: their last file counts, and no longer that of who was named before.
    pub fn name_sender(self, name: String) {
        self.sender.set(name);
        let what = self.what.get_untracked();
        let last = self
            .client
            .look_now(|sight| last_map(sight, &self.sender.get_untracked(), what))
            .flatten();
        // Otherwise what was chosen by hand stays.
        if last.is_some() || self.remembered.get_untracked() {
            self.follow(last.as_ref());
        }
    }

    /// Reads the columns by a map as far as the file has them.
    pub fn follow(self, last: Option<&Map>) {
        let what = self.what.get_untracked();
        self.remembered.set(last.is_some());
        self.preview.set(None);
        self.opened.with_untracked(|opened| {
            let Some(opened) = opened else { return };
            let row = guess::header_row(&opened.first, last);
            let headings = row.and_then(|number| {
                let row = opened.first.iter().find(|row| row.number == number)?;
                Some(
                    row.cells
                        .iter()
                        .map(|cell| heading::one_line(cell))
                        .collect::<Vec<_>>(),
                )
            });
            let headings = headings.unwrap_or_default();
            self.unfit.set(
                last.map(|last| guess::unfit(&headings, last))
                    .unwrap_or_default(),
            );
            let mut map = guess::map(what, &headings, last);
            map.table.header_row = row;
            self.map.set(map);
        });
    }

    /// Changes the map; what was said of the file before is no longer true.
    pub fn change(self, change: impl FnOnce(&mut Map)) {
        self.preview.set(None);
        self.map.update(change);
    }

    /// Asks what would come of the file.
    pub fn look(self) {
        let Some(file) = self
            .opened
            .with_untracked(|opened| opened.as_ref().map(|it| it.id))
        else {
            return self.refuse("file", "Choose a file first.");
        };
        let reading = Reading {
            what: self.what.get_untracked(),
            sheet: self.sheet.get_untracked(),
            map: self.map.get_untracked(),
        };
        self.moved.set(false);
        let asked = self.client.preview_import(file, reading);
        self.ask("Reading every row…", "look", asked, move |preview| {
            self.tell("Every row was read.");
            self.preview.set(Some(preview));
            focus_soon(PREVIEW_HEADING);
        });
    }

    /// Asks for other rows of the preview.
    pub fn turn_to(self, page: usize, only_problems: bool) {
        let file = self
            .opened
            .with_untracked(|opened| opened.as_ref().map(|it| it.id));
        let mark = self
            .preview
            .with_untracked(|preview| preview.as_ref().map(|it| it.mark));
        let (Some(file), Some(mark)) = (file, mark) else {
            return;
        };
        let asked = self.client.more_of_preview(file, mark, page, only_problems);
        self.ask("Fetching rows…", "take", asked, move |preview| {
            self.preview.set(Some(preview));
        });
    }

    /// Imports the file as its preview says.
    pub fn import(self) {
        let file = self
            .opened
            .with_untracked(|opened| opened.as_ref().map(|it| it.id));
        let mark = self
            .preview
            .with_untracked(|preview| preview.as_ref().map(|it| it.mark));
        let (Some(file), Some(mark)) = (file, mark) else {
            return;
        };
        let take = Take {
            mark,
            import: domain::id::Id::new(self.import.get_value()),
            sender: self.sender.get_untracked(),
            remember: self.remember.get_untracked(),
            hand_in: self.hand_in.get_untracked(),
        };
        let asked = async move { Ok(self.client.take_import(file, take).await) };
        self.ask("Importing…", "take", asked, move |answer| match answer {
            Ok(taken) => {
                self.tell("The file was imported.");
                self.done.set(Some(taken));
                focus_soon("done-heading");
            }
            Err(NotTaken::Changed(preview)) => {
                self.moved.set(true);
                self.preview.set(Some(*preview));
                focus_soon(PREVIEW_HEADING);
            }
            Err(NotTaken::Words(words)) => self.refuse("take", &words),
        });
    }
}
