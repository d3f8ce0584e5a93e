//! The entries of dictionaries, each encoded, and decoded when it is first asked for: a note meets few of them.

use std::sync::{Arc, OnceLock};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::packed::{PackedTable, PackedTexts, hash};

/// Values, each known by its number.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound = "")]
pub(super) struct Records<T> {
    encoded: PackedTexts,
    /// What was decoded so far: the same for whoever asks.
    #[serde(skip)]
    decoded: OnceLock<Box<[Decoded<T>]>>,
}

/// A value once it is decoded; `None` where its bytes are no value.
type Decoded<T> = OnceLock<Option<Arc<T>>>;

impl<T> Default for Records<T> {
    fn default() -> Self {
        Self { encoded: PackedTexts::default(), decoded: OnceLock::new() }
    }
}

impl<T: Serialize> Records<T> {
    /// Adds `value`; returns its number.
    pub(super) fn push(&mut self, value: &T) -> u32 {
        self.decoded = OnceLock::new();
        // Only a type that postcard can't express would fail, and that at once: see the test of the built-in dictionaries.
        self.encoded.push(&postcard::to_stdvec(value).unwrap_or_default())
    }
}

impl<T: DeserializeOwned> Records<T> {
    /// The value of this number; `None` where there is none.
    pub(super) fn get(&self, number: u32) -> Option<&Arc<T>> {
        let decoded = self.decoded.get_or_init(|| (0..self.encoded.len()).map(|_| OnceLock::new()).collect());
        let decode = || postcard::from_bytes(self.encoded.get(number)).ok().map(Arc::new);
        decoded.get(number as usize)?.get_or_init(decode).as_ref()
    }
}

/// Values that are known by a name too.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound = "")]
pub(super) struct ByName<T> {
    names: PackedTexts,
    table: PackedTable,
    values: Records<T>,
}

impl<T> Default for ByName<T> {
    fn default() -> Self {
        Self { names: PackedTexts::default(), table: PackedTable::default(), values: Records::default() }
    }
}

impl<T: Serialize> ByName<T> {
    /// Adds `value`; returns its number. Of several values called `name` the first is found by it.
    pub(super) fn push(&mut self, name: &str, value: &T) -> u32 {
        let is_first = self.number(name).is_none();
        let number = self.names.push(name.as_bytes());
        if is_first {
            self.table.insert(number, |number| hash(self.names.get(number)));
        }
        self.values.push(value)
    }
}

impl<T> ByName<T> {
    /// The number of the value called `name`.
    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.table.find(hash(name.as_bytes()), |number| self.names.get(number) == name.as_bytes())
    }
}

impl<T: DeserializeOwned> ByName<T> {
    /// The value of this number.
    pub(super) fn get(&self, number: u32) -> Option<&Arc<T>> {
        self.values.get(number)
    }

    /// The value called `name`.
    pub(super) fn called(&self, name: &str) -> Option<&Arc<T>> {
        self.get(self.number(name)?)
    }
}
