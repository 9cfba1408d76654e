// Goal: comments are read as they were written, by their subject and company alone. Method: written and read on both databases.
#include "platform/threads/comment_store.hpp"

#include <gtest/gtest.h>

#include "platform/threads/migrations.hpp"
#include "tests/support/platform_world.hpp"

namespace bailiwick::platform::threads {
namespace {

namespace support = bailiwick::testing;

class CommentStoreTest : public support::PlatformTest {
 protected:
  CommentStoreTest() : PlatformTest({threads_migrations()}) {}
  Comment added(const std::string& text, Uuid subject) {
    Comment comment{.id = CommentId(ids_.next()),
                    .subject = {"plan", subject},
                    .about = {"unit", "u1"},
                    .root = {},
                    .text = text,
                    .at = clock_.now(),
                    .by = person_,
                    .mentions = mentions_in(text).people};
    comment.root = comment.id;
    EXPECT_TRUE(write([&](db::Connection& connection) {
      return comment_store::insert(connection, tenant_, comment);
    }));
    return comment;
  }
  std::size_t mentioned(PersonId person) {
    return read([&](db::Connection& connection) {
             return comment_store::unanswered_mentions(connection, {tenant_, person}, 10);
           })
        ->size();
  }
};
INSTANTIATE_TEST_SUITE_P(Both, CommentStoreTest, support::on_both(), support::dialect_name);

TEST_P(CommentStoreTest, ACommentComesBackAsItWas) {
  const Uuid subject = ids_.next();
  const Comment made = added("Zo\u00eb's \"one\"\nand two", subject);
  added("Elsewhere", ids_.next());
  const auto all = read([&](db::Connection& connection) {
    return comment_store::of_subject(connection, tenant_, subject);
  });
  ASSERT_EQ(all->size(), 1U);
  EXPECT_EQ(all->front().text, made.text);
  EXPECT_EQ(all->front().about, made.about);
  EXPECT_TRUE(all->front().is_first());
  EXPECT_EQ(*read([&](db::Connection& connection) {
    return comment_store::count(connection, tenant_, subject);
  }),
            1);
  EXPECT_FALSE(*read([&](db::Connection& connection) {
    return comment_store::find(connection, {TenantId(ids_.next()), subject, made.id});
  }));
}

TEST_P(CommentStoreTest, WhatIsSaidOfAPartIsFoundInAllSubjects) {
  const Uuid subject = ids_.next();
  const Comment first = added("First", subject);
  added("Second", ids_.next());
  Comment answer{.id = CommentId(ids_.next()),
                 .subject = {"plan", subject},
                 .about = {"unit", "u1"},
                 .root = first.id,
                 .text = "Answer",
                 .at = clock_.now(),
                 .by = person_};
  ASSERT_TRUE(write([&](db::Connection& connection) {
    return comment_store::insert(connection, tenant_, answer);
  }));
  const auto texts = [&](const About& about, const comment_store::PartLimits& limits) {
    std::vector<std::string> found;
    const auto all = read([&](db::Connection& connection) {
      return comment_store::of_part(connection, {tenant_, "plan", about}, limits);
    });
    for (const Comment& comment : *all) found.push_back(comment.text);
    return found;
  };
  using Texts = std::vector<std::string>;
  EXPECT_EQ(texts({"unit", "u1"}, {10, 10}), (Texts{"Second", "First", "Answer"}));
  EXPECT_EQ(texts({"unit", "u1"}, {1, 10}), (Texts{"Second"}));
  EXPECT_EQ(texts({"unit", "u1"}, {10, 2}), (Texts{"Second", "First"}));
  EXPECT_EQ(texts({"unit", "u2"}, {10, 10}), Texts());
}

TEST_P(CommentStoreTest, MentionsFollowTheText) {
  const PersonId ida(ids_.next());
  Comment made = added("@[" + ida.text() + "] look", ids_.next());
  EXPECT_EQ(mentioned(ida), 1U);
  made.text = "No matter";
  made.mentions.clear();
  ASSERT_TRUE(write([&](db::Connection& connection) {
    return comment_store::rewrite(connection, tenant_, made, clock_.now());
  }));
  EXPECT_EQ(mentioned(ida), 0U);
}

}  // namespace
}  // namespace bailiwick::platform::threads
