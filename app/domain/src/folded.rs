//! Bodies that are kept as they came and read where somebody asks for them.
//!
//! A device holds every record that its person may see, but My work reads few kinds of them. What only a later page reads is
//! folded: what it is about stays in sight for the index and for access, the rest is text until it is opened, so the code that reads
//! it comes with the page that does (ARCHITECTURE.md, app).

use std::{fmt, marker::PhantomData, ops::RangeInclusive, sync::Arc};

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::{
    company::Company,
    id::Id,
    index::{Edge, Reference},
    record::{Change, Kind, Noun, Stored},
    rejection::Rejection,
    scope::Scope,
};

/// What a folded body is about: a record, and its place among the others of its kind on it.
pub type About = (Uuid, u64);

/// What a body is about that is of the Company as a whole, which is no record.
pub const THE_COMPANY: Uuid = Uuid::nil();

/// A body of type `T`, folded. Two are equal where they say the same.
#[derive(Serialize, Deserialize)]
#[serde(bound = "", transparent)]
pub struct Folded<T> {
    paper: Paper,
    #[serde(skip)]
    of: PhantomData<fn() -> T>,
}

/// The same for every `T`, so that it is compiled once.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(try_from = "Arc<RawValue>")]
struct Paper {
    about: Vec<About>,
    says: Arc<RawValue>,
}

/// What is read of a paper. Kinds that were not folded from the beginning stand in a store as their body alone, which names what it is
/// about in a field of its own.
#[derive(Deserialize)]
struct Written {
    #[serde(default)]
    about: Vec<About>,
    says: Option<Arc<RawValue>>,
    #[serde(alias = "service", alias = "action", alias = "indicator")]
    of: Option<Uuid>,
}

impl TryFrom<Arc<RawValue>> for Paper {
    type Error = serde_json::Error;

    fn try_from(raw: Arc<RawValue>) -> Result<Self, Self::Error> {
        let Written { about, says, of } = serde_json::from_str(raw.get())?;
        Ok(match says {
            Some(says) => Self { about, says },
            None => Self {
                about: of.map(|of| (of, 0)).into_iter().collect(),
                says: raw,
            },
        })
    }
}

/// A body that is folded.
pub trait Fold: Serialize + DeserializeOwned {
    /// What it is about, the record that decides who may touch it first. A place is below 2^40: a day, a period or 0.
    fn about(&self) -> Vec<About>;
}

impl<T: Fold> Folded<T> {
    /// Folds a body.
    ///
    /// # Errors
    /// `Fields`, where it cannot be written as JSON, which no body of a fixed shape does.
    pub fn fold(body: &T) -> Result<Self, Rejection> {
        let says = serde_json::value::to_raw_value(body)
            .map_err(|why| Rejection::field("form", &why.to_string()))?;
        Ok(Self {
            paper: Paper {
                about: body.about(),
                says: Arc::from(says),
            },
            of: PhantomData,
        })
    }

    /// What it says; none where a newer version wrote what this one cannot read.
    pub fn open(&self) -> Option<T> {
        serde_json::from_str(self.paper.says.get()).ok()
    }
}

impl<T> Folded<T> {
    /// The record that it is about first.
    pub fn on(&self) -> Option<Uuid> {
        self.paper.about.first().map(|(on, _)| *on)
    }

    /// What it points at, for the Company's index: all folded kinds share one edge, a span of its order each.
    pub(crate) fn points_at(&self, kind: Kind) -> Vec<Reference> {
        let place = |&(to, order): &About| {
            Reference::ordered(Edge::FoldedOn, to, span(kind).start() + order)
        };
        self.paper.about.iter().map(place).collect()
    }
}

/// The places of a kind in the order of what is folded on a record.
fn span(kind: Kind) -> RangeInclusive<u64> {
    let first = kind.number() << 40;
    first..=first + ((1 << 40) - 1)
}

/// The records of a folded noun about a record, in their order.
pub fn folded_on<T>(
    company: &Company,
    about: Uuid,
) -> impl DoubleEndedIterator<Item = &Stored<Folded<T>>>
where
    Folded<T>: Noun,
{
    company.pointing_between(Edge::FoldedOn, about, span(Folded::<T>::KIND))
}

/// The same, within a span of their order.
pub fn folded_between<T>(
    company: &Company,
    about: Uuid,
    order: RangeInclusive<u64>,
) -> impl DoubleEndedIterator<Item = &Stored<Folded<T>>>
where
    Folded<T>: Noun,
{
    let first = *span(Folded::<T>::KIND).start();
    company.pointing_between(
        Edge::FoldedOn,
        about,
        first + order.start()..=first + order.end(),
    )
}

impl Change {
    /// A put of a body that is folded.
    ///
    /// # Errors
    /// As [`Folded::fold`].
    pub fn put_folded<T: Fold>(id: FoldedId<T>, scope: Scope, body: &T) -> Result<Self, Rejection>
    where
        Folded<T>: Noun,
    {
        Ok(Self::put(id, scope, Folded::fold(body)?))
    }
}

/// The identifier of a folded body.
pub type FoldedId<T> = Id<Folded<T>>;

impl<T> Clone for Folded<T> {
    fn clone(&self) -> Self {
        Self {
            paper: self.paper.clone(),
            of: PhantomData,
        }
    }
}

impl<T> fmt::Debug for Folded<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.paper.fmt(formatter)
    }
}

impl<T> PartialEq for Folded<T> {
    fn eq(&self, other: &Self) -> bool {
        self.paper.about == other.paper.about && self.paper.says.get() == other.paper.says.get()
    }
}

/// Implements [`Noun`] for a folded body.
macro_rules! folded_noun {
    ($type:ty, $kind:ident) => {
        $crate::record::noun!($crate::folded::Folded<$type>, $kind, |folded, _stamp| {
            folded.points_at($crate::record::Kind::$kind)
        });
    };
}
pub(crate) use folded_noun;
