// The web app's files: found once at start, then served from the list, so that no request can name anything else.
//
// Symbolic links and names that begin with a dot are left out. A file x.br or x.gz beside x is x compressed, and served to whoever accepts
// it. Files up to kStaticCacheFileBytes are kept in memory, together up to kStaticCacheBytes. Names with a hash of their content, in assets/, may be
// kept for good by browsers; others are asked for again by their ETag. GET of a page that is not there answers index.html, whose
// router then shows the screen. Changed files are seen at the next start. Immutable, thread-safe.
// Rule: H050 the folder cannot be read, or holds too many files.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "platform/http/media.hpp"
#include "platform/http/message.hpp"

namespace bailiwick::platform::http {

inline constexpr std::uint64_t kStaticCacheFileBytes = 4 << 20;
inline constexpr std::uint64_t kStaticCacheBytes = 64 << 20;
inline constexpr std::size_t kStaticFilesMax = 20'000;

class StaticFiles {
 public:
  StaticFiles() = default;  // none
  [[nodiscard]] static Result<StaticFiles> open(const std::string& folder);

  // The answer to a GET or HEAD; nothing where there is no such file and the request is none for a page.
  [[nodiscard]] std::optional<Response> find(const Request& request) const;
  [[nodiscard]] std::size_t count() const { return files_.size(); }

 private:
  struct Variant {
    std::string path;                         // on disk; empty: there is no such variant
    std::shared_ptr<const std::string> text;  // null: too large to be kept
  };
  struct File {
    Variant plain, gzip, brotli;
    std::string etag;  // strong, of the plain variant; weak for the others
    std::string_view media_type;
    bool is_immutable = false;
  };
  static Response answer(const File& file, Coding coding);

  std::map<std::string, File, std::less<>> files_;  // by path, "/assets/index-Bx12ab34.js"
};

// Whether a path below assets/ carries a hash of its content, as Vite writes it: "-" and eight letters, digits, "-" or "_", not all
// of them lower-case letters, before the ending.
[[nodiscard]] bool has_content_hash(std::string_view path);

}  // namespace bailiwick::platform::http
