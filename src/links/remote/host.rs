//! This machine on the network.

/// The name of this machine; `None` where it has none, or one that is not Unicode.
pub fn host_name() -> Option<String> {
    dns_lookup::get_hostname().ok()
}
