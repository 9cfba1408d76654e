#include "main/backup.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include <fmt/core.h>

#include "platform/command/version.hpp"
#include "platform/crypto/encoding.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/db/catalogue.hpp"

namespace bailiwick {
namespace {

namespace db = platform::db;
namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr int kFormat = 1;
constexpr const char* kCopy = "/bailiwick.db";
constexpr const char* kManifest = "/manifest.json";

tl::unexpected<Error> not_written(const std::string& path) {
  return fail(
      ErrorCode::kIo, "X024",
      fmt::format("{} cannot be written; look at the disk's space and the folder's rights.", path));
}

// Until it is on the disk.
Result<void> sync_file(const std::string& path) {
  const int handle = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (handle < 0) return not_written(path);
  const bool is_kept = fsync(handle) == 0;
  close(handle);
  return is_kept ? Result<void>() : not_written(path);
}

struct Contents {
  std::map<std::string, std::int64_t> migrations;
  std::map<std::string, std::int64_t> rows;
};

// What the copy holds; opening it also proves that it is sound.
Result<Contents> contents_of(const std::string& file) {
  const auto database = db::open_database({.location = file, .readers = 1, .may_create = false});
  if (!database) return tl::unexpected(database.error());
  if (const auto sound = (*database)->check(); !sound) return tl::unexpected(sound.error());
  return (*database)->read([](db::Connection& connection) -> Result<Contents> {
    Contents contents;
    auto rows = db::row_counts(connection);
    if (!rows) return tl::unexpected(rows.error());
    contents.rows = std::move(*rows);
    const auto read = connection.query(
        "SELECT module, max(number) FROM schema_migration GROUP BY module ORDER BY module", {},
        [&](const db::Row& row) { contents.migrations[std::string(row.text(0))] = row.int64(1); });
    if (!read) return tl::unexpected(read.error());
    return contents;
  });
}

// Opening a copy leaves these beside it.
void remove_companions(const std::string& file) {
  std::error_code ignored;
  for (const char* ending : {"-wal", "-shm"}) fs::remove(file + ending, ignored);
}

Result<void> set_digest(const std::string& file, Manifest& manifest) {
  const auto digest = platform::crypto::sha256_of_file(file);
  if (!digest) {
    return fail(ErrorCode::kIo, "X021", fmt::format("{} cannot be read.", file));
  }
  manifest.sha256 = platform::crypto::to_hex(platform::crypto::view_of(digest->digest));
  manifest.bytes = digest->size;
  return {};
}

Result<Manifest> read_manifest(const std::string& folder) {
  std::ifstream in(folder + kManifest, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  const Json json = Json::parse(text, nullptr, false);
  const auto refuse = [&](std::string_view why) {
    return fail(
        ErrorCode::kInvalidInput, "X021",
        fmt::format("{} is not a whole backup: {}. A backup that was interrupted has no manifest.",
                    folder, why));
  };
  if (!json.is_object()) return refuse("manifest.json is missing or is not JSON");
  if (json.value("format", 0) > kFormat)
    return refuse("a newer program made it; restore with that one");
  try {
    Manifest manifest;
    manifest.format = json.at("format").get<int>();
    manifest.program = json.at("program").get<std::string>();
    manifest.made_at = parse_instant(json.at("made_at").get<std::string>()).value_or(Instant());
    manifest.bytes = json.at("bytes").get<std::uint64_t>();
    manifest.sha256 = json.at("sha256").get<std::string>();
    manifest.migrations = json.at("migrations").get<std::map<std::string, std::int64_t>>();
    manifest.rows = json.at("rows").get<std::map<std::string, std::int64_t>>();
    return manifest;
  } catch (const Json::exception&) {
    return refuse("manifest.json lacks a field");
  }
}

Result<void> compare(const std::string& file, const Manifest& manifest) {
  const auto differs = [&](std::string_view what) {
    return fail(ErrorCode::kInvalidInput, "X022",
                fmt::format("{} differs from its manifest: {}. Use another backup.", file, what));
  };
  Manifest found;
  if (const auto read = set_digest(file, found); !read) return read;
  if (found.bytes != manifest.bytes) return differs("its size");
  if (found.sha256 != manifest.sha256) return differs("its SHA-256");
  const auto contents = contents_of(file);
  remove_companions(file);
  if (!contents) return differs(contents.error().message);
  if (contents->rows != manifest.rows) return differs("its numbers of rows");
  if (contents->migrations != manifest.migrations) return differs("its migrations");
  return {};
}

}  // namespace

std::string manifest_json(const Manifest& manifest) {
  const Json json = {{"format", manifest.format},
                     {"program", manifest.program},
                     {"made_at", to_text(manifest.made_at)},
                     {"file", "bailiwick.db"},
                     {"bytes", manifest.bytes},
                     {"sha256", manifest.sha256},
                     {"migrations", manifest.migrations},
                     {"rows", manifest.rows}};
  return json.dump(2) + "\n";
}

Result<Manifest> make_backup(db::Database& database, const std::string& folder, Instant now) {
  if (database.dialect() != db::Dialect::kSqlite) {
    return fail(ErrorCode::kInvalidInput, "X025",
                "The database is PostgreSQL's: back it up with pg_dump or pg_basebackup.");
  }
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return not_written(folder);
  if (!fs::is_empty(folder, error) || error) {
    return fail(
        ErrorCode::kConflict, "X020",
        fmt::format("{} holds something already; name a folder that is empty or not there yet.",
                    folder));
  }
  chmod(folder.c_str(), 0700);
  const std::string file = folder + kCopy;
  if (const auto copied = database.backup_to(file); !copied) return tl::unexpected(copied.error());
  auto contents = contents_of(file);
  if (!contents) return tl::unexpected(contents.error());
  remove_companions(file);
  Manifest manifest{.format = kFormat,
                    .program = std::string(platform::command::program_version()),
                    .made_at = now,
                    .bytes = 0,
                    .sha256 = {},
                    .migrations = std::move(contents->migrations),
                    .rows = std::move(contents->rows)};
  if (const auto read = set_digest(file, manifest); !read) return tl::unexpected(read.error());
  if (const auto kept = sync_file(file); !kept) return tl::unexpected(kept.error());
  const std::string path = folder + kManifest;
  std::ofstream out(path, std::ios::binary);
  out << manifest_json(manifest);
  out.close();
  if (!out) return not_written(path);
  if (const auto kept = sync_file(path); !kept) return tl::unexpected(kept.error());
  return manifest;
}

Result<Manifest> verify_backup(const std::string& folder) {
  auto manifest = read_manifest(folder);
  if (!manifest) return manifest;
  if (const auto same = compare(folder + kCopy, *manifest); !same)
    return tl::unexpected(same.error());
  return manifest;
}

Result<Manifest> restore_backup(const RestorePlan& plan) {
  auto manifest = verify_backup(plan.folder);
  if (!manifest) return manifest;
  std::error_code error;
  const bool is_there = fs::exists(plan.database, error);
  if (is_there && !plan.is_forced) {
    return fail(
        ErrorCode::kConflict, "X023",
        fmt::format(
            "There is a database at {}. Give --force to replace it; it is kept as {}.replaced.",
            plan.database, plan.database));
  }
  const std::string fresh = plan.database + ".restoring";
  fs::copy_file(plan.folder + kCopy, fresh, fs::copy_options::overwrite_existing, error);
  if (error) return not_written(fresh);
  chmod(fresh.c_str(), 0600);
  if (const auto same = compare(fresh, *manifest); !same) return tl::unexpected(same.error());
  if (const auto kept = sync_file(fresh); !kept) return tl::unexpected(kept.error());
  if (is_there) {
    // The old one's log belongs to it: what is not yet in its main file would be lost without.
    for (const char* ending : {"", "-wal", "-shm"}) {
      if (fs::exists(plan.database + ending, error))
        fs::rename(plan.database + ending, plan.database + ".replaced" + ending, error);
      if (error) return not_written(plan.database + ".replaced");
    }
  }
  fs::rename(fresh, plan.database, error);
  if (error) return not_written(plan.database);
  return manifest;
}

}  // namespace bailiwick
