#include "platform/http/static_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <vector>

#include "platform/http/conditional.hpp"

namespace bailiwick::platform::http {
namespace {

namespace fs = std::filesystem;

struct Found {
  std::string path;  // as requested: "/assets/a.js"
  std::string disk;
  std::uint64_t size = 0;
};

tl::unexpected<Error> unreadable(const std::string& folder, std::string_view why) {
  return fail(ErrorCode::kIo, "H050",
              fmt::format("The folder of the web app, {}, cannot be used: {}.", folder, why));
}

// Regular files below the folder, no links followed, in the order of their paths.
Result<std::vector<Found>> list(const std::string& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) return unreadable(folder, "it is not a folder");
  std::vector<Found> found;
  for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end;
       it.increment(error)) {
    const std::string name = it->path().filename().string();
    const fs::file_status status = it->symlink_status(error);
    if (error) break;
    if (name.starts_with('.') || fs::is_symlink(status)) {
      if (fs::is_directory(status)) it.disable_recursion_pending();
      continue;
    }
    if (!fs::is_regular_file(status)) continue;
    if (found.size() == kStaticFilesMax) return unreadable(folder, "it holds too many files");
    const std::string path = "/" + it->path().lexically_relative(folder).generic_string();
    found.push_back({path, it->path().string(), it->file_size(error)});
  }
  if (error) return unreadable(folder, error.message());
  std::sort(found.begin(), found.end(),
            [](const Found& a, const Found& b) { return a.path < b.path; });
  return found;
}

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

bool is_page_request(const Request& request) {
  const std::string_view accept = request.header("accept").value_or("");
  if (accept.find("text/html") == std::string_view::npos) return false;
  const std::string_view name = std::string_view(request.path).substr(request.path.rfind('/') + 1);
  return name.find('.') == std::string_view::npos;
}

}  // namespace

bool has_content_hash(std::string_view path) {
  if (!path.starts_with("/assets/")) return false;
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const std::size_t dot = name.find('.');
  const std::string_view stem = name.substr(0, dot);
  if (dot == std::string_view::npos || stem.size() < 9 || stem[stem.size() - 9] != '-')
    return false;
  // Eight lower-case letters may be a word; a hash that happens to look like one is only asked for more often.
  const std::string_view hash = stem.substr(stem.size() - 8);
  return std::any_of(hash.begin(), hash.end(),
                     [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); });
}

Result<StaticFiles> StaticFiles::open(const std::string& folder) {
  const auto found = list(folder);
  if (!found) return tl::unexpected(found.error());
  StaticFiles files;
  std::uint64_t kept = 0;
  const auto variant_of = [&](const Found& item) {
    Variant variant{item.disk, nullptr};
    if (item.size <= kStaticCacheFileBytes && kept + item.size <= kStaticCacheBytes) {
      kept += item.size;
      variant.text = std::make_shared<const std::string>(read_file(item.disk));
    }
    return variant;
  };
  for (const Found& item : *found) {
    File& file = files.files_[item.path];
    file.plain = variant_of(item);
    file.media_type = media_type_of(item.path);
    file.is_immutable = has_content_hash(item.path);
    std::error_code error;
    const auto changed = fs::last_write_time(item.disk, error).time_since_epoch().count();
    file.etag = file.plain.text ? etag_of(*file.plain.text).substr(2)
                                : fmt::format("\"{:x}-{:x}\"", item.size, changed);
  }
  for (const Found& item : *found) {
    const bool is_brotli = item.path.ends_with(".br");
    if (!is_brotli && !item.path.ends_with(".gz")) continue;
    const auto base =
        files.files_.find(std::string_view(item.path).substr(0, item.path.size() - 3));
    if (base == files.files_.end()) continue;
    (is_brotli ? base->second.brotli : base->second.gzip) = files.files_[item.path].plain;
  }
  return files;
}

Response StaticFiles::answer(const File& file, Coding coding) {
  const Variant& variant = coding == Coding::kBrotli ? file.brotli
                           : coding == Coding::kGzip ? file.gzip
                                                     : file.plain;
  Response response;
  response.headers = {
      {"Content-Type", std::string(file.media_type)},
      {"ETag", (coding == Coding::kIdentity ? "" : "W/") + file.etag},
      {"Cache-Control", file.is_immutable ? "public, max-age=31536000, immutable" : "no-cache"}};
  if (!file.gzip.path.empty() || !file.brotli.path.empty())
    response.headers.emplace_back("Vary", "Accept-Encoding");
  if (coding != Coding::kIdentity)
    response.headers.emplace_back("Content-Encoding", name_of(coding));
  if (variant.text)
    response.body = SharedBody{variant.text};
  else
    response.body = FileBody{variant.path, false};
  return response;
}

std::optional<Response> StaticFiles::find(const Request& request) const {
  auto found = files_.find(request.path == "/" ? "/index.html" : request.path);
  if (found == files_.end() && is_page_request(request)) found = files_.find("/index.html");
  if (found == files_.end()) return std::nullopt;
  const File& file = found->second;
  const Codings offered{.gzip = !file.gzip.path.empty(), .brotli = !file.brotli.path.empty()};
  // A part of a file is a part of the file itself, not of what it is compressed to.
  if (request.header("range")) return answer(file, Coding::kIdentity);
  return answer(file, preferred_coding(request.header("accept-encoding").value_or(""), offered));
}

}  // namespace bailiwick::platform::http
