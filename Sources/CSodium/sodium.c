#include "CSodium.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

typedef unsigned long long length;

static struct {
    int (*init)(void);
    void (*randombytes_buf)(void *, size_t);
    void (*memzero)(void *, size_t);
    int (*pwhash)(unsigned char *, length, const char *, length, const unsigned char *, length, size_t, int);
    int (*pwhash_algorithm)(void);
    int (*encrypt)(unsigned char *, length *, const unsigned char *, length, const unsigned char *, length,
        const unsigned char *, const unsigned char *, const unsigned char *);
    int (*decrypt)(unsigned char *, length *, unsigned char *, const unsigned char *, length, const unsigned char *,
        length, const unsigned char *, const unsigned char *);
    int (*sha256)(unsigned char *, const unsigned char *, length);
    int (*generichash)(unsigned char *, size_t, const unsigned char *, length, const unsigned char *, size_t);
    int (*sign_seed_keypair)(unsigned char *, unsigned char *, const unsigned char *);
    int (*sign_detached)(
        unsigned char *, unsigned long long *, const unsigned char *, length, const unsigned char *);
    int (*sign_verify_detached)(const unsigned char *, const unsigned char *, length, const unsigned char *);
} sodium;

static bool is_open;
static char failure[256];
static pthread_once_t once = PTHREAD_ONCE_INIT;

#ifdef __APPLE__
static const char *const names[] = {
    "libsodium.dylib", "/opt/homebrew/lib/libsodium.dylib", "/usr/local/lib/libsodium.dylib"};
#else
static const char *const names[] = {"libsodium.so.23", "libsodium.so.26", "libsodium.so"};
#endif

static void open_library(void)
{
    void *handle = NULL;
    for (size_t i = 0; handle == NULL && i < sizeof names / sizeof *names; i++)
        handle = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL) {
        snprintf(failure, sizeof failure, "libsodium is not on this machine");
        return;
    }
    // POSIX lets the address of a function pass through `void *`; ISO C needs the detour over the pointer's own memory.
#define FIND(field, symbol)                                                            \
    if ((*(void **)&sodium.field = dlsym(handle, symbol)) == NULL) {                   \
        snprintf(failure, sizeof failure, "libsodium is too old: it has no " symbol);  \
        return;                                                                        \
    }
    FIND(init, "sodium_init")
    FIND(randombytes_buf, "randombytes_buf")
    FIND(memzero, "sodium_memzero")
    FIND(pwhash, "crypto_pwhash")
    FIND(pwhash_algorithm, "crypto_pwhash_alg_argon2id13")
    FIND(encrypt, "crypto_aead_xchacha20poly1305_ietf_encrypt")
    FIND(decrypt, "crypto_aead_xchacha20poly1305_ietf_decrypt")
    FIND(generichash, "crypto_generichash")
    FIND(sha256, "crypto_hash_sha256")
    FIND(sign_seed_keypair, "crypto_sign_seed_keypair")
    FIND(sign_detached, "crypto_sign_detached")
    FIND(sign_verify_detached, "crypto_sign_verify_detached")
#undef FIND
    if (sodium.init() < 0) {
        snprintf(failure, sizeof failure, "libsodium could not be initialised");
        return;
    }
    is_open = true;
}

bool b24_sodium_open(char *error, size_t error_size)
{
    pthread_once(&once, open_library);
    if (!is_open) snprintf(error, error_size, "%s", failure);
    return is_open;
}

void b24_sodium_random(uint8_t *bytes, size_t count) { sodium.randombytes_buf(bytes, count); }

void b24_sodium_wipe(void *bytes, size_t count) { sodium.memzero(bytes, count); }

bool b24_sodium_derive(
    uint8_t *key, const char *passphrase, size_t length, const uint8_t *salt, uint64_t passes, size_t memory)
{
    return sodium.pwhash(
               key, B24_SODIUM_KEY_BYTES, passphrase, length, salt, passes, memory, sodium.pwhash_algorithm())
        == 0;
}

void b24_sodium_encrypt(
    uint8_t *output, const uint8_t *bytes, size_t count, const uint8_t *head, size_t head_count, const uint8_t *nonce,
    const uint8_t *key)
{
    sodium.encrypt(output, NULL, bytes, count, head, head_count, NULL, nonce, key);
}

bool b24_sodium_decrypt(
    uint8_t *output, const uint8_t *bytes, size_t count, const uint8_t *head, size_t head_count, const uint8_t *nonce,
    const uint8_t *key)
{
    return sodium.decrypt(output, NULL, NULL, bytes, count, head, head_count, nonce, key) == 0;
}

void b24_sodium_digest(uint8_t *digest, const uint8_t *bytes, size_t count)
{
    sodium.generichash(digest, 32, bytes, count, NULL, 0);
}

void b24_sodium_sha256(uint8_t *digest, const uint8_t *bytes, size_t count) { sodium.sha256(digest, bytes, count); }

void b24_sodium_public_key(uint8_t *public_key, const uint8_t *seed)
{
    uint8_t secret_key[64];
    sodium.sign_seed_keypair(public_key, secret_key, seed);
    sodium.memzero(secret_key, sizeof secret_key);
}

void b24_sodium_sign(uint8_t *signature, const uint8_t *bytes, size_t count, const uint8_t *seed)
{
    uint8_t public_key[B24_SODIUM_KEY_BYTES];
    uint8_t secret_key[64];
    sodium.sign_seed_keypair(public_key, secret_key, seed);
    sodium.sign_detached(signature, NULL, bytes, count, secret_key);
    sodium.memzero(secret_key, sizeof secret_key);
}

bool b24_sodium_verify(const uint8_t *signature, const uint8_t *bytes, size_t count, const uint8_t *public_key)
{
    return sodium.sign_verify_detached(signature, bytes, count, public_key) == 0;
}
