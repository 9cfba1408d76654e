// The folder with everything an installation must not lose, and its locks.
//
//   FOLDER/bailiwick.db     the database, where it is SQLite
//   FOLDER/secret.key       the key that seals secrets and the audit log (0600, made once)
//   FOLDER/lock             held shared by servers and workers, alone by what replaces the database
//   FOLDER/backups/         what is taken before a migration
//   FOLDER/scratch/         uploads and files of running jobs; emptied by nobody while they run
//
// Rules: X010 the folder cannot be made or used, X011 someone holds the lock, X012 the secret key file cannot be read or is no
// key.
#pragma once

#include <string>

#include "base/result.hpp"
#include "platform/config/config.hpp"

namespace bailiwick {

enum class Hold { kShared, kAlone };

class DataFolder {
 public:
  // Makes what is missing, for its owner alone (0700), and takes the lock without waiting.
  [[nodiscard]] static Result<DataFolder> open(const platform::config::Config& config, Hold hold);
  ~DataFolder();
  DataFolder(DataFolder&& other) noexcept;
  DataFolder& operator=(DataFolder&&) = delete;

  [[nodiscard]] std::string path(std::string_view name) const {
    return folder_ + "/" + std::string(name);
  }

 private:
  DataFolder(std::string folder, int lock) : folder_(std::move(folder)), lock_(lock) {}

  std::string folder_;
  int lock_ = -1;
};

// Where the database is: the setting, or bailiwick.db in the data folder.
[[nodiscard]] std::string database_location(const platform::config::Config& config);
[[nodiscard]] bool is_postgres(std::string_view location);
// A SQLite location as a path.
[[nodiscard]] std::string database_file(const platform::config::Config& config);

[[nodiscard]] std::string secret_key_file(const platform::config::Config& config);
// The key's text (43 characters of base64url). Made, 0600, where there is none and `may_create`.
[[nodiscard]] Result<std::string> open_secret_key(const std::string& file, bool may_create);

}  // namespace bailiwick
