#ifndef CSODIUM_H
#define CSODIUM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The few functions of libsodium that an encrypted file, the audit and script libraries need.
///
/// libsodium is not linked: it is opened with `dlopen` at the first use, so that a program that opens no such file neither
/// pays for it nor needs it. What is declared here of its interface is part of its stable ABI.
/// -> https://doc.libsodium.org

enum {
    B24_SODIUM_KEY_BYTES = 32,
    B24_SODIUM_SALT_BYTES = 16,
    B24_SODIUM_NONCE_BYTES = 24,
    B24_SODIUM_TAG_BYTES = 16,
    B24_SODIUM_SIGNATURE_BYTES = 64,
};

/// Opens libsodium; false, with the reason, when it is not on this machine or lacks a function.
/// Everything below needs this to have returned true before.
bool b24_sodium_open(char *error, size_t error_size);

/// Fills bytes from the system's source of randomness.
void b24_sodium_random(uint8_t *bytes, size_t count);

/// Overwrites bytes in a way that no compiler leaves out.
void b24_sodium_wipe(void *bytes, size_t count);

/// Argon2id (version 1.3): a key of `B24_SODIUM_KEY_BYTES` from a passphrase.
///
/// `memory` is in bytes. False when memory is exhausted or the parameters are out of libsodium's bounds.
bool b24_sodium_derive(
    uint8_t *key, const char *passphrase, size_t length, const uint8_t *salt, uint64_t passes, size_t memory);

/// XChaCha20-Poly1305 (IETF): `count + B24_SODIUM_TAG_BYTES` bytes into `output`; `head` is authenticated, too.
void b24_sodium_encrypt(
    uint8_t *output, const uint8_t *bytes, size_t count, const uint8_t *head, size_t head_count, const uint8_t *nonce,
    const uint8_t *key);

/// The reverse, `count - B24_SODIUM_TAG_BYTES` bytes into `output`; false when key, nonce, head or bytes are not those that
/// were encrypted.
bool b24_sodium_decrypt(
    uint8_t *output, const uint8_t *bytes, size_t count, const uint8_t *head, size_t head_count, const uint8_t *nonce,
    const uint8_t *key);

/// SHA-256 (FIPS 180-4), 32 bytes: for what other programs check, too.
void b24_sodium_sha256(uint8_t *digest, const uint8_t *bytes, size_t count);

/// BLAKE2b without a key, 32 bytes: tells damage, not malice.
void b24_sodium_digest(uint8_t *digest, const uint8_t *bytes, size_t count);

/// The public key (`B24_SODIUM_KEY_BYTES`) of a secret seed of as many bytes: Ed25519 (RFC 8032).
void b24_sodium_public_key(uint8_t *public_key, const uint8_t *seed);

/// An Ed25519 signature of `B24_SODIUM_SIGNATURE_BYTES`.
void b24_sodium_sign(uint8_t *signature, const uint8_t *bytes, size_t count, const uint8_t *seed);

/// Whether a signature is one of these bytes by this key.
bool b24_sodium_verify(const uint8_t *signature, const uint8_t *bytes, size_t count, const uint8_t *public_key);

#endif
