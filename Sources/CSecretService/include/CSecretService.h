#ifndef CSECRETSERVICE_H
#define CSECRETSERVICE_H

#include <stdbool.h>
#include <stddef.h>

/// The keyring of a Linux session (the Secret Service: GNOME Keyring, KWallet, KeePassXC) through libsecret.
///
/// libsecret is not linked: it is opened with `dlopen` when a secret is asked for, so that no other command pays for GLib
/// and D-Bus. What is declared of its interface is part of its stable ABI. All calls block.
/// -> https://gnome.pages.gitlab.gnome.org/libsecret

typedef enum {
    B24_KEYRING_OK = 0,
    /// There is no such secret.
    B24_KEYRING_NONE,
    /// libsecret is not on this machine.
    B24_KEYRING_NO_LIBRARY,
    /// Nobody answers as the Secret Service on the session's bus.
    B24_KEYRING_NO_SERVICE,
    /// It has no keyring that new secrets go to.
    B24_KEYRING_NO_COLLECTION,
    /// The keyring is locked, and nobody unlocked it.
    B24_KEYRING_LOCKED,
    /// Anything else.
    B24_KEYRING_FAILED,
} b24_keyring_status;

/// The service's or the library's own words of a failure; contains no secret.
typedef struct {
    char text[256];
} b24_keyring_error;

/// Whether the keyring that new secrets go to is there and open. Nobody is asked anything.
b24_keyring_status b24_keyring_check(b24_keyring_error *error);

/// The secret of a profile, to be given back with `b24_keyring_free`.
///
/// `may_ask`: whether the service may show its dialogue when the keyring is locked.
b24_keyring_status b24_keyring_load(const char *profile, bool may_ask, char **secret, b24_keyring_error *error);

/// Keeps a secret under a label that the keyring's own program shows.
b24_keyring_status b24_keyring_save(
    const char *profile, const char *label, const char *secret, bool may_ask, b24_keyring_error *error);

/// Takes the secret of a profile away; `B24_KEYRING_NONE` when there was none.
b24_keyring_status b24_keyring_erase(const char *profile, bool may_ask, b24_keyring_error *error);

/// Overwrites a secret and gives its memory back.
void b24_keyring_free(char *secret);

#endif
