"""Which characters are quotation marks, which of them open and close, and which pair: marked spans."""
