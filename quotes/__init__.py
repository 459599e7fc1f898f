"""Who said what, where and when: every direct quotation in a text, with its speaker, venue, date and the evidence."""
