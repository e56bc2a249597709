// Stands in for the C++ module that hashes code-server's password. We serve without a password, on
// the loopback address only.
module.exports = {};
