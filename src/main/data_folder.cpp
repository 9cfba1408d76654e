#include "main/data_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fmt/core.h>

#include "platform/crypto/secret_box.hpp"

namespace bailiwick {
namespace {

namespace crypto = platform::crypto;
using platform::config::Config;

constexpr std::string_view kSqlitePrefix = "sqlite:";

tl::unexpected<Error> unusable(const std::string& path) {
  return fail(
      ErrorCode::kIo, "X010",
      fmt::format(
          "{} cannot be used: {}. The data folder has to belong to the user the server runs as "
          "(setting data.folder).",
          path, std::strerror(errno)));
}

Result<void> make_folder(const std::string& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) {
    errno = error.value();
    return unusable(path);
  }
  if (access(path.c_str(), R_OK | W_OK | X_OK) != 0) return unusable(path);
  return {};
}

// Writes the whole file anew; fails where it exists already.
Result<void> create_key(const std::string& file, const std::string& text) {
  const int handle = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (handle < 0) return unusable(file);
  const auto written = ::write(handle, text.data(), text.size());
  const bool is_kept = written == static_cast<ssize_t>(text.size()) && fsync(handle) == 0;
  close(handle);
  if (is_kept) return {};
  unlink(file.c_str());
  return unusable(file);
}

Result<std::string> read_key(const std::string& file) {
  const int handle = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (handle < 0) {
    return fail(
        ErrorCode::kIo, "X012",
        fmt::format(
            "The secret key file {} cannot be read: {}. Without it sealed secrets stay closed; put "
            "back the copy you kept (setting data.secret_key_file).",
            file, std::strerror(errno)));
  }
  char buffer[128];
  const auto count = ::read(handle, buffer, sizeof buffer);
  close(handle);
  std::string text(buffer, count > 0 ? static_cast<std::size_t>(count) : 0);
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  if (crypto::SecretBox::with_key(text)) return text;
  return fail(ErrorCode::kInvalidInput, "X012",
              fmt::format("{} holds no key: 43 characters of base64url are expected.", file));
}

}  // namespace

Result<DataFolder> DataFolder::open(const Config& config, Hold hold) {
  const std::string& folder = config.data_folder;
  const bool is_new = !std::filesystem::exists(folder);
  if (const auto made = make_folder(folder); !made) return tl::unexpected(made.error());
  if (is_new) chmod(folder.c_str(), 0700);
  for (const char* part : {"/scratch", "/backups"}) {
    if (const auto made = make_folder(folder + part); !made) return tl::unexpected(made.error());
  }
  const std::string file = folder + "/lock";
  const int lock = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock < 0) return unusable(file);
  if (flock(lock, (hold == Hold::kShared ? LOCK_SH : LOCK_EX) | LOCK_NB) != 0) {
    close(lock);
    return fail(ErrorCode::kUnavailable, "X011",
                fmt::format("{} is in use by {}.", folder,
                            hold == Hold::kShared ? "a restore; wait until it is done"
                                                  : "a server or worker; stop it first"));
  }
  return DataFolder(folder, lock);
}

DataFolder::~DataFolder() {
  if (lock_ >= 0) close(lock_);
}

DataFolder::DataFolder(DataFolder&& other) noexcept
    : folder_(std::move(other.folder_)), lock_(other.lock_) {
  other.lock_ = -1;
}

bool is_postgres(std::string_view location) {
  return location.starts_with("postgres://") || location.starts_with("postgresql://");
}

std::string database_location(const Config& config) {
  return config.database_location.empty() ? config.data_folder + "/bailiwick.db"
                                          : config.database_location;
}

std::string database_file(const Config& config) {
  std::string location = database_location(config);
  return location.starts_with(kSqlitePrefix) ? location.substr(kSqlitePrefix.size()) : location;
}

std::string secret_key_file(const Config& config) {
  return config.data_secret_key_file.empty() ? config.data_folder + "/secret.key"
                                             : config.data_secret_key_file;
}

Result<std::string> open_secret_key(const std::string& file, bool may_create) {
  if (may_create && !std::filesystem::exists(file)) {
    const auto made = create_key(file, crypto::SecretBox::generate_key() + "\n");
    // Another process of ours may have been quicker: then its key is the one.
    if (!made && errno != EEXIST) return tl::unexpected(made.error());
  }
  return read_key(file);
}

}  // namespace bailiwick
