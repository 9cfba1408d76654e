// Goal: the app's files are served as browsers want them, and nothing else is.
// Method: a small folder on disk with a hashed asset, precompressed variants, a link out of it and a hidden file.
#include "platform/http/static_files.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace bailiwick::platform::http {
namespace {

namespace fs = std::filesystem;

class StaticFilesTest : public ::testing::Test {
 protected:
  StaticFilesTest() {
    fs::remove_all(folder_);
    write("app/index.html", "<html>");
    write("app/assets/index-Bx12ab34.js", "let a;");
    write("app/assets/index-Bx12ab34.js.br", "brotli");
    write("app/assets/index-Bx12ab34.js.gz", "gzip");
    write("app/.env", "secret");
    write("app/.git/config", "secret");
    write("outside.txt", "secret");
    fs::create_symlink(folder_ / "outside.txt", folder_ / "app/link.txt");
    fs::create_directory_symlink(folder_, folder_ / "app/up");
    files_ = *StaticFiles::open((folder_ / "app").string());
  }
  ~StaticFilesTest() override { fs::remove_all(folder_); }

  void write(const std::string& path, std::string_view text) {
    fs::create_directories((folder_ / path).parent_path());
    std::ofstream(folder_ / path) << text;
  }
  std::optional<Response> get(std::string path, Pairs headers = {}) const {
    Request request;
    request.path = std::move(path);
    request.headers = std::move(headers);
    return files_.find(request);
  }
  static std::string text_of(const std::optional<Response>& response) {
    return response ? *std::get<SharedBody>(response->body).text : "";
  }

  fs::path folder_ = fs::temp_directory_path() / ("bailiwick_static_" + std::to_string(getpid()));
  StaticFiles files_;
};

TEST_F(StaticFilesTest, a_file_has_its_type_and_tag) {
  const auto page = get("/");
  ASSERT_TRUE(page);
  EXPECT_EQ(text_of(page), "<html>");
  EXPECT_EQ(page->header("content-type"), "text/html; charset=utf-8");
  EXPECT_EQ(page->header("cache-control"), "no-cache");
  EXPECT_TRUE(page->header("etag"));
}

TEST_F(StaticFilesTest, a_hashed_asset_is_kept_for_good_and_sent_compressed) {
  const auto brotli = get("/assets/index-Bx12ab34.js", {{"accept-encoding", "gzip, br"}});
  EXPECT_EQ(text_of(brotli), "brotli");
  EXPECT_EQ(brotli->header("content-encoding"), "br");
  EXPECT_EQ(brotli->header("vary"), "Accept-Encoding");
  EXPECT_EQ(brotli->header("content-type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(brotli->header("cache-control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(text_of(get("/assets/index-Bx12ab34.js", {{"accept-encoding", "gzip"}})), "gzip");
  EXPECT_EQ(text_of(get("/assets/index-Bx12ab34.js")), "let a;");
  EXPECT_EQ(text_of(get("/assets/index-Bx12ab34.js",
                        {{"accept-encoding", "br"}, {"range", "bytes=0-1"}})),
            "let a;");
}

TEST_F(StaticFilesTest, screens_of_the_app_are_the_page_and_files_are_not) {
  const Pairs page = {{"accept", "text/html,application/xhtml+xml"}};
  EXPECT_EQ(text_of(get("/people/person_1", page)), "<html>");
  EXPECT_FALSE(get("/people/person_1", {{"accept", "application/json"}}));
  EXPECT_FALSE(get("/assets/gone-12345678.js", page));
}

TEST_F(StaticFilesTest, links_and_hidden_files_do_not_exist) {
  for (const auto path :
       {"/link.txt", "/up/outside.txt", "/.env", "/.git/config", "/../outside.txt", "/assets"})
    EXPECT_FALSE(get(path)) << path;
}

TEST_F(StaticFilesTest, a_folder_that_is_not_there_is_refused) {
  EXPECT_EQ(StaticFiles::open((folder_ / "none").string()).error().rule, "H050");
}

TEST(StaticNames, hashes_are_told_from_plain_names) {
  EXPECT_TRUE(has_content_hash("/assets/index-Bx12ab34.js"));
  EXPECT_TRUE(has_content_hash("/assets/maplibre-gl-worker-Ax_-4567.mjs"));
  EXPECT_FALSE(has_content_hash("/index-Bx12ab34.js"));
  EXPECT_FALSE(has_content_hash("/assets/index.js"));
  EXPECT_FALSE(has_content_hash("/assets/icon-small.svg"));
  EXPECT_FALSE(has_content_hash("/assets/maplibre-gl-csp-worker.js"));
  EXPECT_FALSE(has_content_hash("/assets/icon-standard.svg"));
}

}  // namespace
}  // namespace bailiwick::platform::http
