// Files on their way in and out: an upload that is written piece by piece, a download that is read so. They block: workers call them.
//
// Rules: H038 the disk has no room (507), H039 the upload cannot be stored, H047 the file to be sent cannot be read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace bailiwick::platform::http {

inline constexpr std::size_t kDiskPieceBytes = 256 << 10;

// A file of its own in `folder`, readable by its owner alone; removed with the object.
class UploadFile {
 public:
  UploadFile() = default;
  ~UploadFile();
  UploadFile(const UploadFile&) = delete;
  UploadFile& operator=(const UploadFile&) = delete;

  // `expected`: how much is announced; that and `free_bytes_min` must be free.
  [[nodiscard]] Result<void> create(const std::string& folder, std::uint64_t expected,
                                    std::uint64_t free_bytes_min);
  [[nodiscard]] Result<void> append(std::string_view bytes);
  // Makes what was appended readable by others that open path().
  void finish();
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
  int file_ = -1;
  std::uint64_t free_bytes_min_ = 0;
  std::uint64_t since_check_ = 0;
};

class DownloadFile {
 public:
  DownloadFile() = default;
  ~DownloadFile();
  DownloadFile(const DownloadFile&) = delete;
  DownloadFile& operator=(const DownloadFile&) = delete;

  [[nodiscard]] Result<void> open(const std::string& path);
  [[nodiscard]] std::uint64_t size() const { return size_; }
  // Up to `count` bytes at `offset` into `piece`; false where they cannot be read.
  [[nodiscard]] bool read(std::uint64_t offset, std::size_t count, std::string& piece) const;

 private:
  int file_ = -1;
  std::uint64_t size_ = 0;
};

}  // namespace bailiwick::platform::http
