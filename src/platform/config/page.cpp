#include "platform/config/page.hpp"

#include <fmt/core.h>

#include "platform/config/keys.hpp"
#include "platform/config/values.hpp"

namespace bailiwick::platform::config {
namespace {

constexpr std::string_view kIntroduction = R"(# Configuration

This page is made from the program's own table of settings; `bailiwick config` prints those in force, each with where it
comes from, secrets hidden.

A setting is looked for in four places; the first that has it wins:

1. a flag: `bailiwick serve --set server.port=9000`
2. the environment: `BAILIWICK_SERVER_PORT=9000`
3. the file: `--config FILE`, else the one that `BAILIWICK_CONFIG` names, else `/etc/bailiwick/bailiwick.toml` where there is one
4. the default

The file is [TOML](https://toml.io):

```toml
[data]
folder = "/var/lib/bailiwick"

[server]
address = "127.0.0.1"
port = 8080
trusted_proxies = ["127.0.0.1"]

[mail]
host = "smtp.example.com"
from = "Bailiwick <bailiwick@example.com>"
user = "bailiwick"
password_file = "/etc/bailiwick/mail.password"
```

An unknown key is refused and the nearest right one named, in the environment too: every variable that begins with
`BAILIWICK_` has to be a setting. All mistakes are told at once. Lists are separated by commas in flags and in
the environment. Sizes are written 256MB (powers of 1000) or 256MiB (of 1024), times 30s, 5m or 1h.

A secret can stand in a file of its own: `KEY_file` names it, its first line is the secret. That also
suits the secrets of containers and of systemd's `LoadCredential`.
)";

}  // namespace

std::string configuration_page() {
  std::string page(kIntroduction);
  std::string_view section;
  for (const Key& key : all_keys()) {
    const std::string_view own = key.name.substr(0, key.name.find('.'));
    if (own != section) {
      section = own;
      page += fmt::format("\n## [{}]\n", section);
    }
    page += fmt::format("\n### {}\n\n{}\n\n", key.name, key.description);
    page += fmt::format(
        "- takes {}{}\n", kind_text(key),
        key.is_secret ? fmt::format("; a secret, or in a file: `{}{}`", key.name, kSecretFileSuffix)
                      : "");
    page += key.standard.empty() ? std::string("- default: empty\n")
                                 : fmt::format("- default: `{}`\n", key.standard);
    page += fmt::format("- environment: `{}`\n", variable_of(key.name));
  }
  return page;
}

}  // namespace bailiwick::platform::config
