// Goal: the canonical text is what docs/spec/audit-log.md says, byte for byte. Method: written out by hand; the hash was made with sha256sum.
#include "platform/audit/canonical.hpp"

#include <gtest/gtest.h>

#include "platform/crypto/hash.hpp"

namespace bailiwick::platform::audit {
namespace {

TEST(Canonical, AnEntryIsElevenLines) {
  Uuid id;
  id.bytes[15] = 1;
  const Recorded entry{.number = 12,
                       .at = Instant(1'764'000'000'000'123),
                       .actor = {.person = PersonId(id), .via = Via::kToken, .credential = id},
                       .action = "person.changed",
                       .subject = PersonId(id).text(),
                       .details = R"({"name":true})"};
  const std::string text = canonical_text(TenantId(id), entry, Hash{});
  EXPECT_EQ(text,
            "bailiwick-audit-1\n"
            "tenant_00000000000000000000000001\n"
            "12\n"
            "2025-11-24T16:00:00.000123Z\n"
            "person_00000000000000000000000001\n"
            "token\n"
            "00000000000000000000000001\n"
            "person.changed\n"
            "person_00000000000000000000000001\n"
            "{\"name\":true}\n"
            "0000000000000000000000000000000000000000000000000000000000000000\n");
  EXPECT_EQ(hex(crypto::sha256(text)),
            "c0cbd187c889d846c85036774a0a19d99732895250cb53453b6c68e7e194c623");
}

TEST(Canonical, WhatIsAbsentIsADash) {
  const Recorded entry{
      .number = 1, .at = Instant(0), .actor = {}, .action = "a.b", .subject = "", .details = "{}"};
  EXPECT_EQ(canonical_text(TenantId(), entry, Hash{}).substr(0, 102),
            "bailiwick-audit-1\ntenant_00000000000000000000000000\n1\n1970-01-01T00:00:00."
            "000000Z\n-\nsystem\n-\n"
            "a.b\n-\n{}\n");
}

TEST(Canonical, AHeadIsFourLines) {
  Anchor head{.number = 3, .hash = {}};
  head.hash[0] = 0xab;
  EXPECT_EQ(canonical_text(TenantId(), head),
            "bailiwick-audit-head-1\ntenant_00000000000000000000000000\n3\nab" +
                std::string(62, '0') + "\n");
}

}  // namespace
}  // namespace bailiwick::platform::audit
