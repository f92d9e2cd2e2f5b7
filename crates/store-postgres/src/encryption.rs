//! TLS to a database on another machine.

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use std::sync::Arc;
use store::StoreError;
use tokio_postgres_rustls::MakeRustlsConnect;

/// Believes a certificate of the server's name that leads to the authority in this file, or without one to those that
/// the operating system trusts.
///
/// # Errors
/// [`StoreError::NotSupported`] for a file that cannot be read or holds no certificate, and where the system trusts
/// nobody.
pub(crate) fn believing(authority: Option<&str>) -> Result<MakeRustlsConnect, StoreError> {
    let mut roots = RootCertStore::empty();
    match authority {
        Some(file) => add_file(&mut roots, file)?,
        None => {
            roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        }
    }
    if roots.is_empty() {
        return Err(StoreError::NotSupported(
            "this system trusts no authority for certificates, so no database on another machine can be believed; \
             install its certificates (Debian: ca-certificates) or add sslrootcert=FILE to the address"
                .to_owned(),
        ));
    }
    with(roots)
}

/// Believes nobody: for connections that are not encrypted.
pub(crate) fn none() -> Result<MakeRustlsConnect, StoreError> {
    with(RootCertStore::empty())
}

fn add_file(roots: &mut RootCertStore, file: &str) -> Result<(), StoreError> {
    let bad = |why: &dyn std::fmt::Display| {
        StoreError::NotSupported(format!(
            "sslrootcert={file} cannot be used ({why}); expected a file of certificates in PEM form"
        ))
    };
    let certificates = CertificateDer::pem_file_iter(file).map_err(|error| bad(&error))?;
    for certificate in certificates {
        let certificate = certificate.map_err(|error| bad(&error))?;
        roots.add(certificate).map_err(|error| bad(&error))?;
    }
    if roots.is_empty() { Err(bad(&"it holds no certificate")) } else { Ok(()) }
}

fn with(roots: RootCertStore) -> Result<MakeRustlsConnect, StoreError> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = config.map_err(|error| StoreError::NotSupported(error.to_string()))?;
    Ok(MakeRustlsConnect::new(config.with_root_certificates(roots).with_no_client_auth()))
}
