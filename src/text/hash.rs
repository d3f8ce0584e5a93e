//! Hashes for checking whether something has changed since an earlier run.

/// A BLAKE3 hash.
pub type Hash = [u8; 32];

/// Hashes a sequence of parts. Part boundaries count: `ab`, `c` and `a`, `bc` have different hashes.
#[derive(Debug, Default)]
pub struct Hasher(blake3::Hasher);

impl Hasher {
    /// A hasher with a key. Hashers with different keys give different hashes.
    pub fn keyed(key: &Hash) -> Self {
        Self(blake3::Hasher::new_keyed(key))
    }

    /// Adds a part.
    pub fn part(&mut self, part: impl AsRef<[u8]>) -> &mut Self {
        let part = part.as_ref();
        self.0.update(&(part.len() as u64).to_le_bytes()).update(part);
        self
    }

    /// The hash of the parts so far.
    pub fn hash(&self) -> Hash {
        *self.0.finalize().as_bytes()
    }
}

/// The hash of `bytes`.
pub fn hash(bytes: &[u8]) -> Hash {
    *blake3::hash(bytes).as_bytes()
}

/// `hash` in hexadecimal: 64 digits.
pub fn hex(hash: &Hash) -> String {
    blake3::Hash::from_bytes(*hash).to_hex().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn part_boundaries_count() {
        let hash = |parts: [&str; 2]| Hasher::default().part(parts[0]).part(parts[1]).hash();
        assert_eq!(hash(["ab", "c"]), hash(["ab", "c"]));
        assert_ne!(hash(["ab", "c"]), hash(["a", "bc"]));
    }
}
