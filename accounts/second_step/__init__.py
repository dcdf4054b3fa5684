"""The second step at sign-in: an authenticator app or a passkey. Some roles need one; everybody may have one."""
