#include "platform/files/text_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "platform/files/file_kind.hpp"

namespace bailiwick::platform::files {
namespace {

constexpr std::size_t kChunkBytes = std::size_t{256} << 10;

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
};

std::string megabytes(std::size_t bytes) { return fmt::format("{} MiB", bytes >> 20); }

tl::unexpected<Error> too_large(const std::string& name, const TextLimits& limits) {
  return fail(ErrorCode::kLimit, "F005",
              fmt::format("{} is larger than {} ({} bytes). Split it.", name,
                          megabytes(limits.file_bytes), limits.file_bytes));
}

// Follows the length of the current line through pieces that are no longer than the limit.
class LineMeter {
 public:
  explicit LineMeter(std::size_t limit) : limit_(limit) {}

  bool is_within(std::string_view piece) {
    std::size_t first = piece.find('\n');
    std::size_t last = piece.rfind('\n');
    if (first == std::string_view::npos) {
      first = piece.find('\r');
      last = piece.rfind('\r');
    }
    if (first == std::string_view::npos) {
      run_ += piece.size();
      return run_ <= limit_;
    }
    const bool is_within_limit = run_ + first <= limit_;
    run_ = piece.size() - last - 1;
    return is_within_limit;
  }

 private:
  std::size_t limit_;
  std::size_t run_ = 0;
};

tl::unexpected<Error> line_too_long(const std::string& name, const TextLimits& limits) {
  return fail(ErrorCode::kLimit, "F006",
              fmt::format("{} has a line longer than {} bytes. It is not a table of text, or its "
                          "line ends were lost.",
                          name, limits.line_bytes));
}

Result<std::string> read_bytes(int fd, const std::string& name, const TextLimits& limits) {
  std::string bytes;
  struct stat status {};
  if (::fstat(fd, &status) == 0 && status.st_size > 0) {
    // A larger file is refused on the way; more likely than not for a line that is too long.
    bytes.reserve(std::min(static_cast<std::size_t>(status.st_size), limits.file_bytes) +
                  kChunkBytes);
  }
  LineMeter meter(limits.line_bytes);
  const std::size_t chunk = std::max<std::size_t>(1, std::min(kChunkBytes, limits.line_bytes));
  for (;;) {
    const std::size_t size = bytes.size();
    bytes.resize(size + chunk);
    const ssize_t got = ::read(fd, bytes.data() + size, chunk);
    if (got < 0 && errno == EINTR) {
      bytes.resize(size);
      continue;
    }
    if (got < 0) {
      return fail(ErrorCode::kIo, "F003",
                  fmt::format("{} cannot be read: {}.", name, std::strerror(errno)));
    }
    bytes.resize(size + static_cast<std::size_t>(got));
    if (got == 0) return bytes;
    if (!meter.is_within(std::string_view(bytes).substr(size))) return line_too_long(name, limits);
    if (bytes.size() > limits.file_bytes) return too_large(name, limits);
  }
}

// The checks that need the whole; the line limit has been kept.
Result<TextFile> finish(std::string name, std::string bytes) {
  const bool is_little = bytes.starts_with("\xFF\xFE");
  const bool is_utf16 = is_little || bytes.starts_with("\xFE\xFF");
  if (is_utf16)
    bytes = utf8_from_utf16(std::string_view(bytes).substr(2),
                            is_little ? ByteOrder::kLittleEndian : ByteOrder::kBigEndian);
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
  if (const FileKind* kind = other_kind(bytes))
    return fail(ErrorCode::kInvalidInput, "F007",
                fmt::format("{} is {}, not a text file. {}", name, kind->what, kind->advice));
  if (const std::size_t nul = bytes.find('\0'); nul != std::string::npos) {
    const auto line =
        1 + std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(nul), '\n');
    return fail(
        ErrorCode::kInvalidInput, "F007",
        fmt::format("{}, line {}: there is a NUL byte. It is not a text file, or it is damaged.",
                    name, line));
  }
  if (bytes.find_first_not_of(" \t\r\n") == std::string::npos) {
    return fail(ErrorCode::kInvalidInput, "F004", fmt::format("{} is empty.", name));
  }
  TextFile file{std::move(name), std::move(bytes), {}};
  if (is_utf16) file.notes.push_back(fmt::format("{} is UTF-16; it was converted.", file.name));
  if (!is_utf8(file.text)) {
    file.text = utf8_from_windows_1252(file.text);
    file.notes.push_back(fmt::format(
        "{} is not UTF-8; it was read as Windows-1252 (Latin-1) and converted.", file.name));
  }
  return file;
}

}  // namespace

Result<TextFile> read_text(const std::filesystem::path& path, const TextLimits& limits) {
  const std::string name = path.string();
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0 && (errno == ENOENT || errno == ENOTDIR)) {
    return fail(ErrorCode::kNotFound, "F001", fmt::format("There is no file {}.", name));
  }
  if (file.get() < 0) {
    return fail(ErrorCode::kIo, "F003",
                fmt::format("{} cannot be opened: {}.", name, std::strerror(errno)));
  }
  struct stat status {};
  if (::fstat(file.get(), &status) == 0 && S_ISDIR(status.st_mode)) {
    return fail(ErrorCode::kInvalidInput, "F002",
                fmt::format("{} is a folder. Name a file in it.", name));
  }
  Result<std::string> bytes = read_bytes(file.get(), name, limits);
  if (!bytes) return tl::unexpected<Error>(bytes.error());
  return finish(name, std::move(*bytes));
}

Result<TextFile> text_from_bytes(std::string name, std::string bytes, const TextLimits& limits) {
  if (bytes.size() > limits.file_bytes) return too_large(name, limits);
  LineMeter meter(limits.line_bytes);
  const std::size_t chunk = std::max<std::size_t>(1, std::min(kChunkBytes, limits.line_bytes));
  for (std::size_t i = 0; i < bytes.size(); i += chunk) {
    if (!meter.is_within(std::string_view(bytes).substr(i, chunk)))
      return line_too_long(name, limits);
  }
  return finish(std::move(name), std::move(bytes));
}

}  // namespace bailiwick::platform::files
