#include "platform/files/atomic_write.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <system_error>
#include <utility>

namespace bailiwick::platform::files {
namespace {

namespace fs = std::filesystem;

constexpr int kNameTriesLimit = 1000;

tl::unexpected<Error> refused(std::string_view rule, const fs::path& path, std::string_view what,
                              int error) {
  return fail(ErrorCode::kIo, rule,
              fmt::format("{} {}: {}.", path.string(), what, std::strerror(error)));
}

// A name beside `path` that nobody has: ".plan.csv.4711-3.tmp".
fs::path name_beside(const fs::path& path) {
  static std::atomic<std::uint64_t> serial{0};
  return path.parent_path() /
         fmt::format(".{}.{}-{}.tmp", path.filename().string(), ::getpid(), serial++);
}

void remove_quietly(const fs::path& path) {
  std::error_code ignored;
  fs::remove(path, ignored);
}

// Makes the new names last through a power cut. A file system that cannot flush a folder loses nothing else by it.
void flush_folder(const fs::path& folder) {
  const int fd = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return;
  ::fsync(fd);
  ::close(fd);
}

int write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) return errno;
    if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(fd) == 0 ? 0 : errno;
}

// Writes and flushes a file that will be called `target`; returns its present name.
Result<fs::path> write_beside(const fs::path& target, std::string_view bytes) {
  fs::path temporary;
  int fd = -1;
  for (int i = 0; i < kNameTriesLimit && fd < 0; ++i) {
    temporary = name_beside(target);
    fd = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0 && errno != EEXIST) return refused("F080", target, "cannot be written", errno);
  }
  if (fd < 0) return refused("F080", target, "cannot be written", EEXIST);
  int error = write_all(fd, bytes);
  if (::close(fd) != 0 && error == 0) error = errno;
  if (error == 0) return temporary;
  remove_quietly(temporary);
  return refused("F081", target, "was not written; what stood there is unchanged", error);
}

// Replacing a device or a folder by a file is never meant.
Result<void> check_target(const fs::path& target) {
  struct stat status {};
  if (::stat(target.c_str(), &status) != 0 || S_ISREG(status.st_mode)) return {};
  return fail(ErrorCode::kIo, "F082",
              fmt::format("{} is there already and is not a plain file.", target.string()));
}

}  // namespace

Result<void> write_file(const fs::path& path, std::string_view bytes) {
  if (const Result<void> target = check_target(path); !target) return target;
  const Result<fs::path> temporary = write_beside(path, bytes);
  if (!temporary) return tl::unexpected<Error>(temporary.error());
  if (::rename(temporary->c_str(), path.c_str()) != 0) {
    const int error = errno;
    remove_quietly(*temporary);
    return refused("F082", path, "cannot be replaced", error);
  }
  flush_folder(path.parent_path());
  return {};
}

Result<OutputFolder> OutputFolder::open(const fs::path& folder) {
  OutputFolder output(folder);
  std::vector<fs::path> missing;
  std::error_code ignored;
  for (fs::path p = folder; !p.empty() && !fs::exists(p, ignored); p = p.parent_path()) {
    missing.push_back(p);
    if (p == p.parent_path()) break;
  }
  std::reverse(missing.begin(), missing.end());
  for (const fs::path& p : missing) {
    // "out/" names "out" twice; the second time it is there.
    if (::mkdir(p.c_str(), 0777) == 0) {
      output.made_.push_back(p);
    } else if (errno != EEXIST) {
      return refused("F083", folder, "cannot be made", errno);
    }
  }
  if (!fs::is_directory(folder, ignored)) {
    return fail(ErrorCode::kIo, "F083", fmt::format("{} is not a folder.", folder.string()));
  }
  return output;
}

OutputFolder::OutputFolder(OutputFolder&& other) noexcept
    : folder_(std::move(other.folder_)),
      made_(std::move(other.made_)),
      entries_(std::move(other.entries_)) {
  other.made_.clear();
  other.entries_.clear();
}

OutputFolder::~OutputFolder() {
  for (const Entry& entry : entries_) remove_quietly(entry.temporary);
  // Only folders that are empty go.
  for (auto folder = made_.rbegin(); folder != made_.rend(); ++folder) ::rmdir(folder->c_str());
}

Result<void> OutputFolder::add(std::string_view name, std::string_view bytes) {
  const fs::path target = folder_ / name;
  const bool is_plain =
      !name.empty() && name != "." && name != ".." && name.find('/') == std::string_view::npos;
  const bool is_doubled = std::any_of(entries_.begin(), entries_.end(),
                                      [&](const Entry& entry) { return entry.target == target; });
  if (!is_plain || is_doubled) {
    return fail(ErrorCode::kIo, "F084",
                fmt::format("'{}' is not a plain file name that is used once in {}.", name,
                            folder_.string()));
  }
  if (const Result<void> sound = check_target(target); !sound) return sound;
  Result<fs::path> temporary = write_beside(target, bytes);
  if (!temporary) return tl::unexpected<Error>(temporary.error());
  entries_.push_back({std::move(*temporary), target, {}, false, false});
  return {};
}

Result<void> OutputFolder::commit() {
  for (Entry& entry : entries_) {
    if (const Result<void> sound = check_target(entry.target); !sound) {
      take_back();
      return sound;
    }
    // The old file keeps a second name until all is done; where links are not known it is moved there.
    const fs::path backup = name_beside(entry.target);
    if (::link(entry.target.c_str(), backup.c_str()) == 0) {
      entry.backup = backup;
    } else if (errno != ENOENT && ::rename(entry.target.c_str(), backup.c_str()) == 0) {
      entry.backup = backup;
      entry.is_moved = true;
    }
    if (::rename(entry.temporary.c_str(), entry.target.c_str()) != 0) {
      const int error = errno;
      take_back();
      return refused("F082", entry.target, "cannot be replaced; nothing was changed", error);
    }
    entry.is_renamed = true;
  }
  flush_folder(folder_);
  for (const Entry& entry : entries_) {
    if (!entry.backup.empty()) remove_quietly(entry.backup);
  }
  entries_.clear();
  made_.clear();
  return {};
}

void OutputFolder::take_back() {
  for (Entry& entry : entries_) {
    if (entry.backup.empty()) {
      if (entry.is_renamed) remove_quietly(entry.target);
    } else if (entry.is_renamed || entry.is_moved) {
      ::rename(entry.backup.c_str(), entry.target.c_str());
    } else {
      remove_quietly(entry.backup);
    }
    entry.is_renamed = false;
    entry.is_moved = false;
    entry.backup.clear();
  }
}

}  // namespace bailiwick::platform::files
