#include "platform/config/config.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <optional>

#include <fmt/core.h>
#include <fmt/format.h>

#include "base/nearest.hpp"
#include "platform/config/keys.hpp"
#include "platform/config/toml_file.hpp"
#include "platform/config/values.hpp"

namespace bailiwick::platform::config {
namespace {

constexpr std::string_view kHidden = "(hidden)";

// Variables of our prefix that are no settings: where the file is, and what the tools hand to tests.
constexpr std::string_view kNotSettings[] = {
    "BAILIWICK_CONFIG", "BAILIWICK_DEMO_PASSWORD", "BAILIWICK_PASSWORD", "BAILIWICK_BIN",
    "BAILIWICK_BUILD",  "BAILIWICK_ROOT",          "BAILIWICK_SHARED"};

// A value before it is understood.
struct Given {
  std::string text;
  std::string origin;
  bool is_file_of_secret = false;
};

class Loader {
 public:
  explicit Loader(const Sources& sources) : sources_(sources) {
    for (const Key& key : all_keys()) {
      known_.emplace_back(key.name);
      if (key.is_secret) known_.push_back(fmt::format("{}{}", key.name, kSecretFileSuffix));
    }
  }

  Checked<Loaded> load() {
    // From the weakest source to the strongest; a later one replaces an earlier one.
    take_file();
    take_environment();
    take_flags();
    for (const Key& key : all_keys()) settle(key);
    check_together();
    if (!errors_.empty()) return fail(std::move(errors_));
    return std::move(loaded_);
  }

 private:
  void take_file() {
    if (sources_.file.empty()) return;
    auto entries = read_toml(sources_.file);
    if (!entries) {
      errors_.push_back(entries.error());
      return;
    }
    const std::string name = sources_.file.substr(sources_.file.rfind('/') + 1);
    for (TomlEntry& entry : *entries) {
      const std::string origin = fmt::format("{}, line {}", name, entry.line);
      const Key* key = find(entry.key);
      if (key == nullptr) {
        refuse_unknown(entry.key, origin, known_);
      } else if (const auto text = text_of(*key, entry, origin)) {
        take(*key, entry.key, *text, origin);
      }
    }
  }

  // The entry's value as one text; what is of the wrong TOML type is refused here.
  std::optional<std::string> text_of(const Key& key, const TomlEntry& entry,
                                     const std::string& origin) {
    const bool wants_list = key.kind == Kind::kTexts;
    const bool wants_number = std::holds_alternative<std::int64_t Config::*>(key.member);
    const bool fits = wants_list ? entry.kind == TomlEntry::Kind::kTexts
                                 : entry.kind == TomlEntry::Kind::kText ||
                                       (wants_number && entry.kind == TomlEntry::Kind::kWhole);
    if (fits) return wants_list ? fmt::format("{}", fmt::join(entry.texts, ",")) : entry.text;
    add("C004", fmt::format("{} ({}) takes {}{}.", key.name, origin, kind_text(key),
                            wants_list     ? ": [\"a\", \"b\"]"
                            : wants_number ? ""
                                           : ", in quotes"));
    return std::nullopt;
  }

  void take_environment() {
    std::vector<std::string> variables;
    for (const std::string& name : known_) variables.push_back(variable_of(name));
    for (const auto& [variable, text] : sources_.environment) {
      if (!variable.starts_with(kEnvironmentPrefix)) continue;
      if (std::find(std::begin(kNotSettings), std::end(kNotSettings), variable) !=
          std::end(kNotSettings)) {
        continue;
      }
      const auto at = std::find(variables.begin(), variables.end(), variable);
      if (at == variables.end()) {
        refuse_unknown(variable, "environment", variables);
        continue;
      }
      const std::string& name = known_[static_cast<std::size_t>(at - variables.begin())];
      take(*find(name), name, text, variable);
    }
  }

  void take_flags() {
    std::vector<std::string> seen;
    for (const auto& [name, text] : sources_.flags) {
      const Key* key = find(name);
      if (key == nullptr) {
        refuse_unknown(name, "--set", known_);
        continue;
      }
      if (std::find(seen.begin(), seen.end(), name) != seen.end())
        add("C008", fmt::format("--set {} is given twice; give it once.", name));
      seen.push_back(name);
      take(*key, name, text, "--set");
    }
  }

  // Of one source a secret and the file of it contradict each other; a stronger source replaces both.
  void take(const Key& key, const std::string& name, std::string text, std::string origin) {
    const bool is_file = name != key.name;
    const auto before = given_.find(key.name);
    const auto source = [](const std::string& from) {
      return from.starts_with("--") ? 2 : from.starts_with(kEnvironmentPrefix) ? 1 : 0;
    };
    if (before != given_.end() && before->second.is_file_of_secret != is_file &&
        source(before->second.origin) == source(origin)) {
      add("C007", fmt::format("{0} and {0}{1} are both given ({2}); give one.", key.name,
                              kSecretFileSuffix, origin));
    }
    given_[key.name] = {std::move(text), std::move(origin), is_file};
  }

  void settle(const Key& key) {
    const auto at = given_.find(key.name);
    Given given =
        at == given_.end() ? Given{std::string(key.standard), "default", false} : at->second;
    if (given.is_file_of_secret) {
      auto secret = first_line(key, given);
      if (!secret) return;
      given.origin += fmt::format(" (file {})", given.text);
      given.text = std::move(*secret);
    }
    if (const auto set = set_value(key, given.text, given.origin, loaded_.config); !set) {
      errors_.push_back(set.error());
      return;
    }
    if (key.is_secret && !given.text.empty()) given.text = kHidden;
    loaded_.settings.push_back({key.name, std::move(given.text), std::move(given.origin)});
  }

  std::optional<std::string> first_line(const Key& key, const Given& given) {
    std::ifstream in(given.text, std::ios::binary);
    std::string line;
    if (std::getline(in, line)) {
      if (!line.empty() && line.back() == '\r') line.pop_back();
      if (!line.empty()) return line;
    }
    errors_.push_back(
        {ErrorCode::kIo, "C006",
         fmt::format("The file {} of {}{} ({}) cannot be read, or its first line is empty. Its "
                     "first line is the secret.",
                     given.text, key.name, kSecretFileSuffix, given.origin)});
    return std::nullopt;
  }

  void check_together() {
    const Config& c = loaded_.config;
    if (c.server_tls_certificate.empty() != c.server_tls_key.empty())
      add("C007", "server.tls_certificate and server.tls_key go together: give both, or none.");
    if (!c.mail_host.empty() && c.mail_from.empty())
      add("C007", "mail.host is given and mail.from is not: say who sends the mail.");
    if (c.mail_user.empty() != c.mail_password.empty())
      add("C007", "mail.user and mail.password go together: give both, or none.");
    if (!c.oidc_issuer.empty() && c.oidc_client_id.empty())
      add("C007",
          "oidc.issuer is given and oidc.client_id is not: register Bailiwick at the provider.");
    if (!c.server_public_url.empty() && !c.server_public_url.starts_with("https://") &&
        !c.server_public_url.starts_with("http://")) {
      add("C005", "server.public_url begins with https:// (or http://).");
    }
  }

  void refuse_unknown(const std::string& name, std::string_view origin,
                      const std::vector<std::string>& known) {
    add("C003",
        fmt::format("There is no setting {} ({}).{} docs/guide/configuration.md lists them.", name,
                    origin, did_you_mean(name, known)));
  }

  // The key of a name, or of the name of its secret's file.
  static const Key* find(std::string_view name) {
    for (const Key& key : all_keys()) {
      if (key.name == name) return &key;
      if (key.is_secret && name == fmt::format("{}{}", key.name, kSecretFileSuffix)) return &key;
    }
    return nullptr;
  }

  void add(std::string_view rule, std::string message) {
    errors_.push_back({ErrorCode::kInvalidInput, std::string(rule), std::move(message)});
  }

  const Sources& sources_;
  std::vector<std::string> known_;
  std::map<std::string_view, Given> given_;
  Loaded loaded_;
  Errors errors_;
};

}  // namespace

Checked<Loaded> load_config(const Sources& sources) { return Loader(sources).load(); }

std::string settings_text(const Loaded& loaded) {
  std::string out;
  for (const Setting& setting : loaded.settings) {
    out += fmt::format("{:<28} {:<32} # {}\n", setting.key, setting.text, setting.origin);
  }
  return out;
}

}  // namespace bailiwick::platform::config
