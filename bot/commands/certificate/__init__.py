"""聘书、证书、证明 / papers that are issued: letters, certificates, proofs."""
