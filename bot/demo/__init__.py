"""`relais demo`: the real Teams channel, a connector in the same process, and a page where one plays each role."""
