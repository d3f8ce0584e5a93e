//! Tables of numbers and texts that are read from bytes without decoding each item.
//!
//! The built-in dictionaries are compiled ahead ([`super::compiled`]) and read at every start. So data with an item for
//! each of their thousands of entries is one vector of numbers that is copied as a whole. Reading needs no allocation
//! and no hash per entry.

use serde::{Deserialize, Serialize};

/// For `#[serde(with = "numbers")]`: a vector of numbers as little-endian bytes.
pub(super) mod numbers {
    use std::marker::PhantomData;

    use serde::de::{Error, Visitor};
    use serde::{Deserializer, Serializer};

    /// A fixed-width number.
    pub(in crate::terms) trait PackedNumber: Copy {
        /// Appends the number to `bytes`.
        fn write(self, bytes: &mut Vec<u8>);
        /// Reads all the numbers in `bytes`.
        fn read(bytes: &[u8]) -> Vec<Self>;
    }

    macro_rules! number {
        ($($number:ty),*) => {$(
            impl PackedNumber for $number {
                fn write(self, bytes: &mut Vec<u8>) {
                    bytes.extend_from_slice(&self.to_le_bytes());
                }

                fn read(bytes: &[u8]) -> Vec<Self> {
                    bytes.as_chunks().0.iter().map(|number| Self::from_le_bytes(*number)).collect()
                }
            }
        )*};
    }

    number!(u8, u32, u64);

    pub(in crate::terms) fn serialize<T: PackedNumber, S: Serializer>(
        numbers: &[T],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let mut bytes = Vec::with_capacity(size_of_val(numbers));
        for number in numbers {
            number.write(&mut bytes);
        }
        serializer.serialize_bytes(&bytes)
    }

    pub(in crate::terms) fn deserialize<'de, T: PackedNumber, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<T>, D::Error> {
        struct PackedVisitor<T>(PhantomData<T>);

        impl<T: PackedNumber> Visitor<'_> for PackedVisitor<T> {
            type Value = Vec<T>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("bytes")
            }

            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<T>, E> {
                Ok(T::read(bytes))
            }
        }

        deserializer.deserialize_bytes(PackedVisitor(PhantomData))
    }
}

/// `number` as 32 bits. Files of 4 GiB are rejected, so the numbers of a dictionary always fit.
pub(super) fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A list of byte strings in one buffer.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct PackedTexts {
    #[serde(with = "numbers")]
    bytes: Vec<u8>,
    /// The end of each text in `bytes`.
    #[serde(with = "numbers")]
    ends: Vec<u32>,
}

impl PackedTexts {
    /// The number of texts.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Appends `text` and returns its number.
    pub(super) fn push(&mut self, text: &[u8]) -> u32 {
        self.bytes.extend_from_slice(text);
        self.ends.push(narrow(self.bytes.len()));
        narrow(self.ends.len() - 1)
    }

    /// The text with this number. Empty if there is none.
    pub(super) fn get(&self, number: u32) -> &[u8] {
        let number = number as usize;
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize);
        let end = self.ends.get(number).map_or(start, |end| *end as usize);
        self.bytes.get(start..end).unwrap_or_default()
    }
}

/// A hash table whose items are numbers; the caller knows what they refer to. Unlike those of the standard library, the
/// hashes are the same in every run, so a table can be stored in a file.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct PackedTable {
    /// 0 for an empty slot, otherwise the number plus 1. At most half of the slots are used.
    #[serde(with = "numbers")]
    slots: Vec<u32>,
    used: u32,
}

impl PackedTable {
    /// The number with this `hash` for which `is` returns true.
    pub(super) fn find(&self, hash: u32, is: impl Fn(u32) -> bool) -> Option<u32> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = hash as usize & mask;
        loop {
            let number = self.slots.get(at)?.checked_sub(1)?;
            if is(number) {
                return Some(number);
            }
            at = (at + 1) & mask;
        }
    }

    /// Adds `number`, which must not be in the table. `hash` returns the hash of any number in it.
    pub(super) fn insert(&mut self, number: u32, hash: impl Fn(u32) -> u32) {
        self.used += 1;
        if self.used as usize * 2 > self.slots.len() {
            let larger = vec![0; (self.slots.len() * 2).max(16)];
            for slot in std::mem::replace(&mut self.slots, larger) {
                if let Some(number) = slot.checked_sub(1) {
                    self.place(number, hash(number));
                }
            }
        }
        self.place(number, hash(number));
    }

    fn place(&mut self, number: u32, hash: u32) {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while self.slots.get(at).is_some_and(|slot| *slot != 0) {
            at = (at + 1) & mask;
        }
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = number + 1;
        }
    }
}

/// The hash of `bytes`: the upper half of 64-bit FNV-1a, whose bits are better mixed than the lower ones.
pub(super) fn hash(bytes: &[u8]) -> u32 {
    let hash = bytes.iter().fold(0xCBF2_9CE4_8422_2325, |hash, byte| mix(hash ^ u64::from(*byte)));
    (mix(hash) >> 32) as u32
}

/// The hash of `number`.
pub(super) fn hash_of_number(number: u64) -> u32 {
    (number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as u32
}

fn mix(hash: u64) -> u64 {
    hash.wrapping_mul(0x0100_0000_01B3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_finds_its_items_after_encoding() {
        let mut texts = PackedTexts::default();
        let mut table = PackedTable::default();
        let words: Vec<String> = (0..1000).map(|number| format!("word {number}")).collect();
        for word in &words {
            let number = texts.push(word.as_bytes());
            table.insert(number, |number| hash(texts.get(number)));
        }
        let bytes = postcard::to_stdvec(&(texts, table)).unwrap();
        let (texts, table): (PackedTexts, PackedTable) = postcard::from_bytes(&bytes).unwrap();
        for (index, word) in words.iter().enumerate() {
            let found = table.find(hash(word.as_bytes()), |number| texts.get(number) == word.as_bytes());
            assert_eq!(found, Some(narrow(index)), "{word}");
        }
        assert_eq!(table.find(hash(b"word"), |number| texts.get(number) == b"word"), None);
        assert_eq!(texts.get(1000), b"");
    }
}
