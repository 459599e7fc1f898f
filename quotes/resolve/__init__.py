"""Who said it, where and when: cues, mentions, people, speakers, kinds, venues and dates."""
