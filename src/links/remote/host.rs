//! The host name of this machine.

/// The host name of this machine; `None` if there is none or it is not Unicode.
pub fn host_name() -> Option<String> {
    dns_lookup::get_hostname().ok()
}
