// The identity provider that the configuration names, and the way to it.
#pragma once

#include <vector>

#include "platform/client/client.hpp"
#include "platform/config/config.hpp"
#include "platform/identity/oidc/provider.hpp"

namespace bailiwick {

// None where oidc.issuer is empty.
[[nodiscard]] std::vector<platform::identity::oidc::Provider> providers_of(
    const platform::config::Config& config);

// One try, within the client's limits and networks. `client` outlives it.
[[nodiscard]] platform::identity::oidc::FetchPort fetch_by(const platform::client::Client& client);

}  // namespace bailiwick
