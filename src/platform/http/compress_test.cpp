// Goal: what is compressed comes back whole by the libraries' own readers, and is smaller.
#include "platform/http/compress.hpp"

#include <brotli/decode.h>
#include <gtest/gtest.h>
#include <zlib.h>

namespace bailiwick::platform::http {
namespace {

std::string gunzip(const std::string& data, std::size_t size) {
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  std::string out(size + 1, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(data.data()));
  stream.avail_in = static_cast<uInt>(data.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

std::string unbrotli(const std::string& data, std::size_t size) {
  std::string out(size + 1, '\0');
  std::size_t length = out.size();
  EXPECT_EQ(BrotliDecoderDecompress(data.size(), reinterpret_cast<const std::uint8_t*>(data.data()),
                                    &length, reinterpret_cast<std::uint8_t*>(out.data())),
            BROTLI_DECODER_RESULT_SUCCESS);
  out.resize(length);
  return out;
}

TEST(Compress, what_goes_in_comes_out) {
  std::string text;
  for (int i = 0; i < 5'000; ++i)
    text += "{\"index\":" + std::to_string(i) + ",\"name\":\"Territory\"},";
  const std::string gz = compressed(text, Coding::kGzip);
  const std::string br = compressed(text, Coding::kBrotli);
  EXPECT_LT(gz.size(), text.size() / 4);
  EXPECT_LT(br.size(), gz.size());
  EXPECT_EQ(gunzip(gz, text.size()), text);
  EXPECT_EQ(unbrotli(br, text.size()), text);
}

TEST(Compress, identity_is_the_text_itself) {
  EXPECT_EQ(compressed("abc", Coding::kIdentity), "abc");
}

}  // namespace
}  // namespace bailiwick::platform::http
