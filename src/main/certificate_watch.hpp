// Takes a renewed certificate over while the server runs: looks at both files from time to time and, where one is another than it was, has the
// server read them. Connections that are open keep theirs; new ones get the new one. Files that do not belong together (a renewal
// half done), or are no certificate, change nothing: why is logged once, and the next change is tried again.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>

#include "base/result.hpp"

namespace bailiwick {

class CertificateWatch {
 public:
  // `renew` reads the files anew (http::Server::renew_certificate). An empty name: nothing to watch.
  CertificateWatch(std::string certificate_file, std::string key_file,
                   std::function<Result<void>()> renew);

  enum class Seen { kNoChange, kRenewed, kRefused };
  // Two calls of stat().
  Seen look();

 private:
  // What differs between a file and its successor, whether it was written over or put in its place; all 0 where there is none.
  struct Stamp {
    std::uint64_t inode = 0;
    std::int64_t size = 0;
    std::int64_t changed_ns = 0;
    friend bool operator==(const Stamp&, const Stamp&) = default;
  };
  static Stamp stamp_of(const std::string& file);
  [[nodiscard]] std::array<Stamp, 2> stamps() const {
    return {stamp_of(certificate_), stamp_of(key_)};
  }

  std::string certificate_;
  std::string key_;
  std::function<Result<void>()> renew_;
  std::array<Stamp, 2> last_;
};

}  // namespace bailiwick
