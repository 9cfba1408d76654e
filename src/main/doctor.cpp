#include "main/doctor.hpp"

#include <sys/stat.h>

#include <filesystem>
#include <functional>

#include <fmt/core.h>

#include "main/data_folder.hpp"
#include "main/installation.hpp"
#include "main/modules.hpp"
#include "main/web_server.hpp"
#include "platform/client/probe.hpp"
#include "platform/crypto/random.hpp"
#include "platform/db/database.hpp"
#include "platform/http/certificate.hpp"

namespace bailiwick {
namespace {

namespace client = platform::client;
namespace db = platform::db;
namespace fs = std::filesystem;
using platform::config::Config;

constexpr std::uintmax_t kFreeBytesWanted = std::uintmax_t{1} << 30;
constexpr std::int64_t kWaitingMinutesMax = 10;
constexpr std::int64_t kDayMicros = std::int64_t{24} * 3600 * 1'000'000;
constexpr std::int64_t kCertificateDaysWanted = 14;

Finding good(std::string subject, std::string message) {
  return {std::move(subject), Health::kGood, std::move(message)};
}
Finding bad(std::string subject, const Error& error) {
  return {std::move(subject), Health::kBad, error.rule + " " + error.message};
}

Finding folder_finding(const Config& config) {
  if (!fs::exists(config.data_folder)) {
    return {
        "data folder", Health::kBad,
        fmt::format("{} does not exist: `bailiwick serve` makes it, or name another (data.folder).",
                    config.data_folder)};
  }
  const auto folder = DataFolder::open(config, Hold::kShared);
  if (!folder) return bad("data folder", folder.error());
  std::error_code error;
  const auto space = fs::space(config.data_folder, error);
  if (!error && space.available < kFreeBytesWanted) {
    return {
        "data folder", Health::kWarning,
        fmt::format(
            "{}: only {} MB are free on its disk. Make room, or the next upload or backup fails.",
            config.data_folder, space.available >> 20)};
  }
  return good("data folder",
              fmt::format("{}, {} GB free", config.data_folder, space.available >> 30));
}

Finding key_finding(const Config& config) {
  const std::string file = secret_key_file(config);
  if (const auto key = open_secret_key(file, false); !key) return bad("secret key", key.error());
  struct stat found = {};
  if (stat(file.c_str(), &found) == 0 && (found.st_mode & 077) != 0) {
    return {"secret key", Health::kWarning,
            fmt::format("{} can be read by others than its owner: chmod 600 {}", file, file)};
  }
  return good("secret key", file + "; keep a copy apart from the backups");
}

Finding migration_finding(db::Database& database) {
  const auto pending = db::pending_migrations(database, all_migrations());
  if (!pending) return bad("migrations", pending.error());
  if (pending->empty()) return good("migrations", "up to date");
  return {
      "migrations", Health::kWarning,
      fmt::format(
          "{} to be applied: the next start does it after a backup, or `bailiwick migrate` now.",
          pending->size())};
}

// Whether anybody takes the jobs that wait.
Finding jobs_finding(db::Database& database) {
  std::int64_t failed = 0;
  std::int64_t waiting = 0;
  const Instant now = platform::crypto::system_wall_clock()();
  const Instant long_ago = now.plus_seconds(-kWaitingMinutesMax * 60);
  const auto read = database.read([&](db::Connection& c) {
    return c.query(
        "SELECT SUM(CASE WHEN state = 'failed' THEN 1 ELSE 0 END), "
        "SUM(CASE WHEN state = 'queued' AND run_at < $1 THEN 1 ELSE 0 END) FROM job",
        {long_ago}, [&](const db::Row& row) {
          failed = row.is_null(0) ? 0 : row.int64(0);
          waiting = row.is_null(1) ? 0 : row.int64(1);
        });
  });
  if (!read) return bad("jobs", read.error());
  if (waiting > 0) {
    return {"jobs", Health::kWarning,
            fmt::format("{} have waited for more than {} minutes: is a server or worker running "
                        "(jobs.threads)?",
                        waiting, kWaitingMinutesMax)};
  }
  if (failed > 0)
    return {"jobs", Health::kWarning,
            fmt::format("{} have failed: see Jobs in the browser.", failed)};
  return good("jobs", "none waits long, none has failed");
}

void examine_database(const Config& config, std::vector<Finding>& findings) {
  auto opened =
      db::open_database({.location = database_location(config), .readers = 1, .may_create = false});
  if (!opened) {
    findings.push_back(bad("database", opened.error()));
    return;
  }
  db::Database& database = **opened;
  if (const auto sound = database.check(); !sound) {
    findings.push_back(bad("database", sound.error()));
    return;
  }
  findings.push_back(good("database", is_postgres(database_location(config))
                                          ? "PostgreSQL answers"
                                          : database_file(config) + " is sound"));
  findings.push_back(migration_finding(database));
  if (findings.back().health == Health::kGood) findings.push_back(jobs_finding(database));
}

Finding web_finding(const Config& config) {
  const std::string folder = web_folder(config);
  if (!folder.empty() && fs::exists(fs::path(folder) / "index.html"))
    return good("web app", folder);
  return {"web app", Health::kWarning,
          "its files are not found, so the server answers the API only: set server.web_folder."};
}

Finding port_finding(const Config& config) {
  const std::string where = fmt::format("{}:{}", config.server_address, config.server_port);
  switch (client::port_state(config.server_address, config.server_port)) {
    case client::PortState::kFree:
      return good("port", where + " is free: no server runs there");
    case client::PortState::kAnswers:
      return good("port", where + " answers");
    case client::PortState::kRefused:
      break;
  }
  return {
      "port", Health::kBad,
      where + " cannot be listened on: is it an address of this machine, and a port above 1023?"};
}

// Nothing where the server speaks plain HTTP.
std::optional<Finding> certificate_finding(const Config& config) {
  const std::string& file = config.server_tls_certificate;
  if (file.empty()) return std::nullopt;
  const auto end = platform::http::certificate_end(file);
  if (!end) return bad("certificate", end.error());
  const std::int64_t days =
      (end->micros() - platform::crypto::system_wall_clock()().micros()) / kDayMicros;
  if (days >= kCertificateDaysWanted)
    return good("certificate", fmt::format("good for {} days", days));
  const std::string until = fmt::format("{} is good until {}: renew it.", file, to_text(*end));
  return Finding{"certificate", days < 1 ? Health::kBad : Health::kWarning, until};
}

Finding mail_finding(const Config& config) {
  if (config.mail_host.empty()) {
    return {"mail", Health::kWarning,
            "no mail server is set (mail.host): links of invitations are shown to who invites, and "
            "nobody can "
            "reset a password alone."};
  }
  const auto reached = client::reach(config.mail_host, config.mail_port);
  if (!reached) return bad("mail", reached.error());
  return good("mail", fmt::format("{}:{} answers", config.mail_host, config.mail_port));
}

}  // namespace

std::string_view name_of(Health health) {
  switch (health) {
    case Health::kGood:
      return "ok";
    case Health::kWarning:
      return "warning";
    case Health::kBad:
      return "fault";
  }
  return "";
}

std::vector<Finding> examine(const Config& config) {
  std::vector<Finding> findings = {folder_finding(config)};
  if (findings.front().health != Health::kBad) {
    findings.push_back(key_finding(config));
    examine_database(config, findings);
  }
  findings.push_back(web_finding(config));
  if (auto finding = certificate_finding(config)) findings.push_back(std::move(*finding));
  findings.push_back(port_finding(config));
  findings.push_back(mail_finding(config));
  return findings;
}

}  // namespace bailiwick
