#include "platform/http/disk.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>

namespace bailiwick::platform::http {
namespace {

constexpr std::uint64_t kFreeCheckBytes = 16 << 20;  // how often free space is looked at

std::string reason() { return std::generic_category().message(errno); }

tl::unexpected<Error> no_room() {
  return fail(
      ErrorCode::kUnavailable, "H038",
      "The server's disk has no room for this upload. Tell who runs it, or send a smaller file.");
}

// Whether `wanted` more bytes leave `free_bytes_min` free; where the system does not say, yes.
bool has_room(const std::string& folder, std::uint64_t wanted, std::uint64_t free_bytes_min) {
  struct statvfs disk {};
  if (statvfs(folder.c_str(), &disk) != 0) return true;
  const std::uint64_t free = static_cast<std::uint64_t>(disk.f_bavail) * disk.f_frsize;
  return free >= free_bytes_min && free - free_bytes_min >= wanted;
}

}  // namespace

UploadFile::~UploadFile() {
  finish();
  if (!path_.empty()) unlink(path_.c_str());
}

Result<void> UploadFile::create(const std::string& folder, std::uint64_t expected,
                                std::uint64_t free_bytes_min) {
  free_bytes_min_ = free_bytes_min;
  if (!has_room(folder, expected, free_bytes_min)) return no_room();
  std::string name = folder + "/bailiwick-upload-XXXXXX";
  file_ = mkostemp(name.data(), O_CLOEXEC);  // mode 0600
  if (file_ < 0)
    return fail(ErrorCode::kIo, "H039", fmt::format("The upload cannot be stored: {}.", reason()));
  path_ = name;
  return {};
}

Result<void> UploadFile::append(std::string_view bytes) {
  since_check_ += bytes.size();
  if (since_check_ >= kFreeCheckBytes) {
    since_check_ = 0;
    if (!has_room(path_.substr(0, path_.rfind('/')), bytes.size(), free_bytes_min_))
      return no_room();
  }
  while (!bytes.empty()) {
    const ssize_t count = ::write(file_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0 && (errno == ENOSPC || errno == EDQUOT)) return no_room();
    if (count < 0)
      return fail(ErrorCode::kIo, "H039",
                  fmt::format("The upload cannot be stored: {}.", reason()));
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return {};
}

void UploadFile::finish() {
  if (file_ >= 0) ::close(file_);
  file_ = -1;
}

DownloadFile::~DownloadFile() {
  if (file_ >= 0) ::close(file_);
}

Result<void> DownloadFile::open(const std::string& path) {
  file_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  struct stat facts {};
  if (file_ < 0 || fstat(file_, &facts) != 0 || !S_ISREG(facts.st_mode))
    return fail(ErrorCode::kInternal, "H047",
                fmt::format("{} cannot be read: {}.", path, reason()));
  size_ = static_cast<std::uint64_t>(facts.st_size);
  return {};
}

bool DownloadFile::read(std::uint64_t offset, std::size_t count, std::string& piece) const {
  piece.resize(count);
  std::size_t done = 0;
  while (done < count) {
    const ssize_t now =
        pread(file_, piece.data() + done, count - done, static_cast<off_t>(offset + done));
    if (now < 0 && errno == EINTR) continue;
    if (now <= 0) return false;  // it has shrunk, or the disk refuses
    done += static_cast<std::size_t>(now);
  }
  return true;
}

}  // namespace bailiwick::platform::http
