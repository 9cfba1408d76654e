#include "platform/config/keys.hpp"

#include <array>
#include <limits>

namespace bailiwick::platform::config {
namespace {

constexpr std::int64_t kKilo = 1'000;
constexpr std::int64_t kMega = 1'000'000;
constexpr std::int64_t kGiga = 1'000'000'000;

constexpr Key text(std::string_view name, Member member, std::string_view standard,
                   std::string_view description) {
  return {.name = name,
          .kind = Kind::kText,
          .member = member,
          .standard = standard,
          .least = 0,
          .most = 0,
          .words = {},
          .description = description,
          .is_secret = false};
}

constexpr Key secret(std::string_view name, Member member, std::string_view description) {
  Key key = text(name, member, "", description);
  key.is_secret = true;
  return key;
}

constexpr Key list(std::string_view name, Member member, std::string_view description) {
  Key key = text(name, member, "", description);
  key.kind = Kind::kTexts;
  return key;
}

constexpr Key word(std::string_view name, Member member, std::string_view words,
                   std::string_view description) {
  Key key = text(name, member, words.substr(0, words.find(' ')), description);
  key.kind = Kind::kWord;
  key.words = words;
  return key;
}

struct Range {
  std::int64_t least = 0;
  std::int64_t most = 0;
};

constexpr Key number(std::string_view name, Kind kind, Member member, std::string_view standard,
                     Range range, std::string_view description) {
  Key key = text(name, member, standard, description);
  key.kind = kind;
  key.least = range.least;
  key.most = range.most;
  return key;
}

constexpr std::array<Key, 35> kKeys = {{
    text("data.folder", &Config::data_folder, "/var/lib/bailiwick",
         "Where the server keeps what it must not lose: the database, the secret key, uploads. "
         "Only the "
         "server's own user needs to read it."),
    text(
        "data.secret_key_file", &Config::data_secret_key_file, "",
        "The file with the key that seals secrets in the database. Empty: secret.key in the data "
        "folder, "
        "made on the first start. Keep a copy apart from the backups: without it a backup's sealed "
        "secrets cannot be read."),
    text("database.location", &Config::database_location, "",
         "A path (SQLite), or postgresql://user@host1,host2/name?target_session_attrs=read-write. "
         "Empty: "
         "bailiwick.db in the data folder."),
    number("database.readers", Kind::kWhole, &Config::database_readers, "0", {0, 256},
           "How many reads run at once. 0: as many as suit this machine."),
    word(
        "database.group_commit", &Config::database_group_commit, "on off",
        "Whether SQLite commits what several callers write at a time together. off only to measure "
        "what it brings."),
    text("server.address", &Config::server_address, "127.0.0.1",
         "The address to listen at. 0.0.0.0 or :: for every network; behind a reverse proxy on the "
         "same machine "
         "leave it."),
    number("server.port", Kind::kWhole, &Config::server_port, "8080", {0, 65'535},
           "The port to listen at. 0: any that is free; the log says which."),
    text("server.public_url", &Config::server_public_url, "",
         "How people reach the server, for links in mails: https://territories.example.com. Empty: "
         "made "
         "from address and port."),
    text("server.tls_certificate", &Config::server_tls_certificate, "",
         "A PEM file with the certificate and its chain. Given together with server.tls_key the "
         "server speaks "
         "HTTPS only."),
    text("server.tls_key", &Config::server_tls_key, "",
         "The PEM file with the certificate's private key."),
    list("server.trusted_proxies", &Config::server_trusted_proxies,
         "Addresses of reverse proxies whose X-Forwarded-For and X-Forwarded-Proto are believed."),
    text("server.web_folder", &Config::server_web_folder, "",
         "Where the files of the web app lie. Empty: beside the program (../share/bailiwick/web)."),
    number("server.threads", Kind::kWhole, &Config::server_threads, "0", {0, 256},
           "Threads that serve connections. 0: one a processor."),
    number("server.workers", Kind::kWhole, &Config::server_workers, "0", {0, 1'024},
           "Threads that run requests which write or wait. 0: a sensible number."),
    number("server.connections_max", Kind::kWhole, &Config::server_connections_max, "10000",
           {1, 1'000'000}, "Connections at once; more are turned away."),
    number("server.requests_a_minute", Kind::kWhole, &Config::server_requests_a_minute, "6000",
           {0, kMega}, "Requests a minute that one address, or one person, may make. 0: no limit."),
    number("server.upload_bytes_max", Kind::kBytes, &Config::server_upload_bytes_max, "256MB",
           {kKilo, 100 * kGiga}, "The largest file that may be uploaded."),
    number("server.stop_seconds", Kind::kSeconds, &Config::server_stop_seconds, "30s", {0, 3'600},
           "How long a stopping server waits for requests it has begun."),
    number("jobs.threads", Kind::kWhole, &Config::jobs_threads, "2", {0, 256},
           "Long jobs that this process runs at once. 0: none; `bailiwick worker` processes run "
           "them."),
    text("mail.host", &Config::mail_host, "",
         "The SMTP server that takes our mail. Empty: no mail is sent, and links are shown to who "
         "invites."),
    number("mail.port", Kind::kWhole, &Config::mail_port, "587", {1, 65'535}, "Its port."),
    word("mail.encryption", &Config::mail_encryption, "starttls tls none",
         "How the way to it is protected. none only on the same machine."),
    text("mail.user", &Config::mail_user, "", "The name to sign in with; empty: no sign-in."),
    secret("mail.password", &Config::mail_password, "The password to it."),
    text("mail.from", &Config::mail_from, "", "The sender: Bailiwick <bailiwick@example.com>."),
    text("oidc.id", &Config::oidc_id, "company",
         "A short word for the sign-in provider; part of its callback address, "
         "/api/v1/session/oidc/ID/callback."),
    text("oidc.name", &Config::oidc_name, "", "What the button on the sign-in page says."),
    text("oidc.issuer", &Config::oidc_issuer, "",
         "The provider's issuer URL (OpenID Connect Discovery). Empty: people sign in with a "
         "password."),
    text("oidc.client_id", &Config::oidc_client_id, "", "Our client id at the provider."),
    secret("oidc.client_secret", &Config::oidc_client_secret, "Our client secret at the provider."),
    list("client.allowed_networks", &Config::client_allowed_networks,
         "Private networks that webhooks and the OIDC provider may lie in: 10.1.0.0/16. Others are "
         "refused, so "
         "that nobody reaches inside through us."),
    text("market.layers_folder", &Config::market_layers_folder, "",
         "Where the files of the built-in unit layers lie. Empty: beside the program "
         "(../share/bailiwick/layers)."),
    word("log.level", &Config::log_level, "info debug warning error",
         "The least important messages that are logged."),
    word("log.format", &Config::log_format, "json text",
         "One JSON object a line, or lines for people."),
    text("log.file", &Config::log_file, "",
         "The file that the log and a line a request are added to. Empty: standard error."),
}};

}  // namespace

std::span<const Key> all_keys() { return kKeys; }

std::string variable_of(std::string_view key) {
  std::string name(kEnvironmentPrefix);
  for (const char c : key) {
    name += c == '.' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return name;
}

std::vector<std::string> words_of(const Key& key) {
  std::vector<std::string> words;
  std::string_view rest = key.words;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    words.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return words;
}

}  // namespace bailiwick::platform::config
