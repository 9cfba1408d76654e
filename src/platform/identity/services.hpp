// All services of identity over one environment, for main and the routes.
#pragma once

#include <utility>
#include <vector>

#include "platform/identity/authentication.hpp"
#include "platform/identity/company_service.hpp"
#include "platform/identity/environment.hpp"
#include "platform/identity/passwords.hpp"
#include "platform/identity/people_service.hpp"
#include "platform/identity/privacy.hpp"
#include "platform/identity/sign_in.hpp"
#include "platform/identity/tokens.hpp"

namespace bailiwick::platform::identity {

struct Services {
  Services(const Environment& environment_given, std::vector<PersonalData> contributors)
      : environment(environment_given), privacy(environment_given, std::move(contributors)) {}

  Environment environment;
  Authentication authentication{environment};
  SignIn sign_in{environment};
  Companies companies{environment};
  People people{environment};
  Passwords passwords{environment};
  Tokens tokens{environment};
  Privacy privacy;
};

}  // namespace bailiwick::platform::identity
