//! Dictionary entries that are decoded on first use, because a note uses few of them.

use std::sync::{Arc, OnceLock};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::packed::{PackedTable, PackedTexts, hash};

/// Values, each identified by its number.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound = "")]
pub(super) struct Records<T> {
    encoded: PackedTexts,
    /// The values decoded so far, shared by all callers.
    #[serde(skip)]
    decoded: OnceLock<Box<[Decoded<T>]>>,
}

/// A value after decoding. `None` if its bytes are invalid.
type Decoded<T> = OnceLock<Option<Arc<T>>>;

impl<T> Default for Records<T> {
    fn default() -> Self {
        Self { encoded: PackedTexts::default(), decoded: OnceLock::new() }
    }
}

impl<T: Serialize> Records<T> {
    /// Appends `value` and returns its number.
    pub(super) fn push(&mut self, value: &T) -> u32 {
        self.decoded = OnceLock::new();
        // Encoding fails only for types that postcard can't express. A test of the built-in dictionaries rules that
        // out.
        self.encoded.push(&postcard::to_stdvec(value).unwrap_or_default())
    }
}

impl<T: DeserializeOwned> Records<T> {
    /// The value with this number, or `None`.
    pub(super) fn get(&self, number: u32) -> Option<&Arc<T>> {
        let decoded = self.decoded.get_or_init(|| (0..self.encoded.len()).map(|_| OnceLock::new()).collect());
        let decode = || postcard::from_bytes(self.encoded.get(number)).ok().map(Arc::new);
        decoded.get(number as usize)?.get_or_init(decode).as_ref()
    }
}

/// Values that can also be looked up by name.
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
    /// Appends `value` and returns its number. If several values have the same `name`, [`number`](Self::number) returns
    /// the first.
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
    /// The number of the value with this `name`.
    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.table.find(hash(name.as_bytes()), |number| self.names.get(number) == name.as_bytes())
    }
}

impl<T: DeserializeOwned> ByName<T> {
    /// The value with this number.
    pub(super) fn get(&self, number: u32) -> Option<&Arc<T>> {
        self.values.get(number)
    }

    /// The value with this `name`.
    pub(super) fn called(&self, name: &str) -> Option<&Arc<T>> {
        self.get(self.number(name)?)
    }
}
