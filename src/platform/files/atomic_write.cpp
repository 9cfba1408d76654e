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
  return 0;
}

// Flushes what was written and closes it. 0, or the errno.
int flush_and_close(int fd) {
  const int error = ::fsync(fd) == 0 ? 0 : errno;
  return ::close(fd) != 0 && error == 0 ? errno : error;
}

tl::unexpected<Error> not_written(const fs::path& target, int error) {
  return refused("F081", target, "was not written; what stood there is unchanged", error);
}

struct Written {
  fs::path temporary;
  int fd = -1;  // open, not flushed yet
};

// Writes a file that will be called `target`.
Result<Written> write_beside(const fs::path& target, std::string_view bytes) {
  Written file;
  for (int i = 0; i < kNameTriesLimit && file.fd < 0; ++i) {
    file.temporary = name_beside(target);
    file.fd = ::open(file.temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file.fd < 0 && errno != EEXIST) return refused("F080", target, "cannot be written", errno);
  }
  if (file.fd < 0) return refused("F080", target, "cannot be written", EEXIST);
  const int error = write_all(file.fd, bytes);
  if (error == 0) return file;
  ::close(file.fd);
  remove_quietly(file.temporary);
  return not_written(target, error);
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
  const Result<Written> file = write_beside(path, bytes);
  if (!file) return tl::unexpected<Error>(file.error());
  if (const int error = flush_and_close(file->fd); error != 0) {
    remove_quietly(file->temporary);
    return not_written(path, error);
  }
  if (::rename(file->temporary.c_str(), path.c_str()) != 0) {
    const int error = errno;
    remove_quietly(file->temporary);
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
  for (Entry& entry : entries_) {
    if (entry.flushed.valid()) entry.flushed.wait();
    remove_quietly(entry.temporary);
  }
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
  Result<Written> file = write_beside(target, bytes);
  if (!file) return tl::unexpected<Error>(file.error());
  Entry entry{
      .temporary = std::move(file->temporary), .target = target, .backup = {}, .flushed = {}};
  entry.flushed = std::async(std::launch::async, flush_and_close, file->fd);
  entries_.push_back(std::move(entry));
  return {};
}

Result<void> OutputFolder::commit() {
  for (Entry& entry : entries_) {
    if (const int error = entry.flushed.get(); error != 0) return not_written(entry.target, error);
  }
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
