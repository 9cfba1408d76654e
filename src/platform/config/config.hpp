// The one configuration of an installation: from a file, the environment and flags, in that order of growing weight.
//
//   flags        --set server.port=9000
//   environment  BAILIWICK_SERVER_PORT=9000
//   file         [server]            --config FILE, BAILIWICK_CONFIG, or /etc/bailiwick/bailiwick.toml where it exists
//                port = 9000
//   default      of keys.hpp
//
// A key that holds a secret can be given as KEY_file instead: the file's first line is the secret. All mistakes are told at
// once. What was loaded is a plain value and never changes while the program runs.
// Rules: C001 the file cannot be read, C002 it is not TOML, C003 an unknown key, C004 a value of the wrong kind, C005 a value
// out of range, C006 a secret's file cannot be used, C007 settings that contradict each other, C008 a key given twice.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace bailiwick::platform::config {

// Every setting by its key with "." for the first "_": server_port is server.port. Meaning, unit and range: keys.cpp.
struct Config {
  std::string data_folder;
  std::string data_secret_key_file;

  std::string database_location;
  std::int64_t database_readers = 0;
  std::string database_group_commit;

  std::string server_address;
  std::int64_t server_port = 0;
  std::string server_public_url;
  std::string server_tls_certificate;
  std::string server_tls_key;
  std::vector<std::string> server_trusted_proxies;
  std::string server_web_folder;
  std::int64_t server_threads = 0;
  std::int64_t server_workers = 0;
  std::int64_t server_connections_max = 0;
  std::int64_t server_requests_a_minute = 0;
  std::int64_t server_upload_bytes_max = 0;
  std::int64_t server_stop_seconds = 0;

  std::int64_t jobs_threads = 0;

  std::string mail_host;
  std::int64_t mail_port = 0;
  std::string mail_encryption;
  std::string mail_user;
  std::string mail_password;
  std::string mail_from;

  std::string oidc_id;
  std::string oidc_name;
  std::string oidc_issuer;
  std::string oidc_client_id;
  std::string oidc_client_secret;

  std::vector<std::string> client_allowed_networks;

  std::string market_layers_folder;

  std::string log_level;
  std::string log_format;
  std::string log_file;
};

using NamedTexts = std::vector<std::pair<std::string, std::string>>;

// Where settings are looked for; main fills it.
struct Sources {
  std::string file;        // empty: none
  NamedTexts environment;  // all variables; those of BAILIWICK_ are read
  NamedTexts flags;        // key and value of each --set
};

// A setting as it is in force.
struct Setting {
  std::string_view key;
  std::string text;    // a secret: "(hidden)" where there is one
  std::string origin;  // "default", "bailiwick.toml, line 3", "BAILIWICK_SERVER_PORT", "--set"
};

struct Loaded {
  Config config;
  std::vector<Setting> settings;  // all keys, in the order of the table
};

[[nodiscard]] Checked<Loaded> load_config(const Sources& sources);

// "server.port = 9000    # --set" a line a key; secrets hidden.
[[nodiscard]] std::string settings_text(const Loaded& loaded);

}  // namespace bailiwick::platform::config
