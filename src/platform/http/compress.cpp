#include "platform/http/compress.hpp"

#include <brotli/encode.h>
#include <zlib.h>

#include <cstdint>

namespace bailiwick::platform::http {
namespace {

constexpr int kGzipLevel = 5;
constexpr int kBrotliQuality = 4;         // smaller than gzip 9 at about the time of gzip 5
constexpr int kGzipWindowBits = 15 + 16;  // 16 asks zlib for gzip's header

// Empty where zlib refuses.
std::string gzip(std::string_view text) {
  z_stream stream{};
  if (deflateInit2(&stream, kGzipLevel, Z_DEFLATED, kGzipWindowBits, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    return {};
  std::string out(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const bool is_done = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  out.resize(is_done ? stream.total_out : 0);
  deflateEnd(&stream);
  return out;
}

std::string brotli(std::string_view text) {
  std::size_t size = BrotliEncoderMaxCompressedSize(text.size());
  std::string out(size, '\0');
  const auto* in = reinterpret_cast<const std::uint8_t*>(text.data());
  const BROTLI_BOOL is_done =
      BrotliEncoderCompress(kBrotliQuality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, text.size(),
                            in, &size, reinterpret_cast<std::uint8_t*>(out.data()));
  out.resize(is_done == BROTLI_TRUE ? size : 0);
  return out;
}

}  // namespace

std::string compressed(std::string_view text, Coding coding) {
  std::string out;
  if (text.size() <= kCompressBytesMax && coding == Coding::kGzip) out = gzip(text);
  if (text.size() <= kCompressBytesMax && coding == Coding::kBrotli) out = brotli(text);
  return out.empty() ? std::string(text) : out;
}

}  // namespace bailiwick::platform::http
