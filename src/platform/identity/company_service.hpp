// One's own company: reading and changing its settings, and making the first one of an installation.
//
// Errors: I001; I005 there is a company already (kConflict); I023 it has changed since it was read (kPrecondition); I010 to I019 and I030 to I033
// for what was typed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "platform/identity/environment.hpp"
#include "platform/identity/sign_in.hpp"

namespace bailiwick::platform::identity {

struct NewCompany {
  Company company;  // without id
  Person admin;     // name, email, locale; the rest is set here
  std::string password;
  std::optional<std::string> previous_cookie;
};

class Companies {
 public:
  explicit Companies(const Environment& environment) : environment_(environment) {}

  [[nodiscard]] Result<bool> needs_setup() const;
  // The first company and its administrator, signed in. Only while there is none.
  [[nodiscard]] Checked<SignedIn> set_up(const NewCompany& request) const;
  // A further company on the same server, or the first by command line; nobody is signed in. For main (user commands, demo).
  [[nodiscard]] Checked<PersonKey> add(const NewCompany& request) const;

  [[nodiscard]] Result<Company> get(const Principal& principal) const;
  // `change.version` is the one that was read (get() it again to overwrite whatever there is); its id is ignored.
  [[nodiscard]] Checked<Company> update(const Principal& principal, Company change) const;

 private:
  [[nodiscard]] Result<PersonKey> insert(db::Connection& connection, const NewCompany& request,
                                         const std::string& password_hash) const;
  [[nodiscard]] Checked<std::string> check_and_hash(const NewCompany& request) const;

  Environment environment_;
};

}  // namespace bailiwick::platform::identity
